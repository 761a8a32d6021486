select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname) as name,
    case t.typtype
        when 'e' then 'enum' when 'd' then 'domain' when 'c' then 'composite' when 'r' then 'range' else 'base'
    end as form,
    array(
        select e.enumlabel::pg_catalog.text
        from pg_catalog.pg_enum e
        where e.enumtypid = t.oid
        order by e.enumsortorder
    ) as labels,
    case t.typtype
        when 'd' then pg_catalog.format_type(t.typbasetype, t.typtypmod)
        when 'r' then pg_catalog.format_type(r.rngsubtype, null)
        else ''
    end as base_type,
    t.typnotnull as not_null,
    coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault, '') as default_value,
    case when t.typtype = 'd' and t.typcollation <> b.typcollation
        then t.typcollation::pg_catalog.regcollation::pg_catalog.text else ''
    end as collation,
    array(
        select pg_catalog.quote_ident(con.conname) || ' ' || pg_catalog.pg_get_constraintdef(con.oid)
        from pg_catalog.pg_constraint con
        where con.contypid = t.oid and con.contype = 'c'
        order by con.conname
    ) as constraints,
    array(
        select
            pg_catalog.concat_ws(
                ' ',
                pg_catalog.quote_ident(a.attname),
                pg_catalog.format_type(a.atttypid, a.atttypmod),
                case when a.attcollation <> f.typcollation
                    then 'collate ' || a.attcollation::pg_catalog.regcollation::pg_catalog.text
                end
            )
        from
            pg_catalog.pg_attribute a
            join pg_catalog.pg_type f on f.oid = a.atttypid
        where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
        order by a.attnum
    ) as fields,
    case t.typtype
        when 'r' then array[
            'subtype_opclass=' || pg_catalog.quote_ident(o.opcname),
            'collation=' || coalesce(nullif(r.rngcollation, 0)::pg_catalog.regcollation::pg_catalog.text, ''),
            'canonical=' || r.rngcanonical::pg_catalog.text,
            'subtype_diff=' || r.rngsubdiff::pg_catalog.text,
            'multirange=' || pg_catalog.format_type(r.rngmultitypid, null)
        ]
        when 'b' then array[
            'input=' || t.typinput::pg_catalog.text,
            'output=' || t.typoutput::pg_catalog.text,
            'length=' || t.typlen::pg_catalog.text,
            'storage=' || t.typstorage::pg_catalog.text,
            'alignment=' || t.typalign::pg_catalog.text
        ]
        else '{}'
    end as properties,
    :role(t.typowner) as owner
from
    pg_catalog.pg_type t
    join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    left join pg_catalog.pg_range r on r.rngtypid = t.oid
    left join pg_catalog.pg_opclass o on o.oid = r.rngsubopc
    left join pg_catalog.pg_type b on b.oid = t.typbasetype
where
    t.typtype in ('e', 'd', 'c', 'r', 'b')
    -- Neither row types of relations nor array types, which come and go with their element.
    and (t.typtype <> 'c' or c.relkind = 'c')
    and not (t.typtype = 'b' and t.typcategory = 'A')
    and not :system(n.nspname)
    and not :member(pg_type, t.oid)
order by name;
