select
    c.oid::pg_catalog.regclass::pg_catalog.text as name,
    case c.relkind when 'v' then 'view' else 'materialized view' end as form,
    pg_catalog.pg_get_viewdef(c.oid) as definition,
    array(
        select
            pg_catalog.concat_ws(
                ' ',
                pg_catalog.quote_ident(a.attname),
                pg_catalog.format_type(a.atttypid, a.atttypmod),
                'default ' || pg_catalog.pg_get_expr(d.adbin, 0),
                'statistics ' || nullif(a.attstattarget, -1)::pg_catalog.text
            )
        from
            pg_catalog.pg_attribute a
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum
    ) as columns,
    coalesce(c.reloptions, '{}') as options,
    c.relispopulated as populated,
    :role(c.relowner) as owner,
    coalesce(ts.spcname::pg_catalog.text, '') as tablespace
from
    pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
where
    c.relkind in ('v', 'm')
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
order by name;
