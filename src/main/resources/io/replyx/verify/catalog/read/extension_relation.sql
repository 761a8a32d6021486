select
    c.oid::pg_catalog.regclass::pg_catalog.text as name,
    pg_catalog.quote_ident(x.extname) as extension,
    array(
        select 'row security' where c.relrowsecurity
        union all
        select 'row security is forced' where c.relforcerowsecurity
        union all
        select 'parameter ' || option from pg_catalog.unnest(c.reloptions) as option
        union all
        select
            pg_catalog.concat_ws(
                ' ',
                'column',
                pg_catalog.quote_ident(a.attname),
                pg_catalog.format_type(a.atttypid, a.atttypmod),
                case when a.attnotnull then 'not null' end,
                'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            )
        from
            pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        union all
        select 'constraint ' || pg_catalog.quote_ident(con.conname) || ' ' || pg_catalog.pg_get_constraintdef(con.oid)
        from pg_catalog.pg_constraint con
        -- That there is no null is told with the column.
        where con.conrelid = c.oid and con.contype in ('p', 'u', 'f', 'x', 'c')
        union all
        select pg_catalog.pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' (invalid)' end
        from pg_catalog.pg_index i
        where i.indrelid = c.oid
        union all
        select
            pg_catalog.pg_get_triggerdef(t.oid)
                || case t.tgenabled when 'O' then '' when 'D' then ' (disabled)' else ' (on replicas)' end
        from pg_catalog.pg_trigger t
        where t.tgrelid = c.oid and not t.tgisinternal
        union all
        select
            'policy ' || pg_catalog.quote_ident(p.polname) || case when p.polpermissive then '' else ' (restrictive)' end
                || ' for ' || p.polcmd::pg_catalog.text
                || ' to ' || (select pg_catalog.string_agg(:role(r.oid), ', ') from pg_catalog.unnest(p.polroles) as r (oid))
                || coalesce(' using ' || pg_catalog.pg_get_expr(p.polqual, p.polrelid), '')
                || coalesce(' with check ' || pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '')
        from pg_catalog.pg_policy p
        where p.polrelid = c.oid
        union all
        select pg_catalog.pg_get_ruledef(r.oid)
        from pg_catalog.pg_rewrite r
        where r.ev_class = c.oid and r.rulename <> '_RETURN'
        order by 1
    ) as parts
from
    pg_catalog.pg_class c
    join pg_catalog.pg_depend e
        on e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and e.objid = c.oid and e.deptype = 'e'
    join pg_catalog.pg_extension x on x.oid = e.refobjid
where
    c.relkind in ('r', 'p', 'f', 'v', 'm')
    and c.oid <> all (:bookkeeping)
order by name;
