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
                'statistics ' || nullif(a.attstattarget, -1)::pg_catalog.text,
                case when c.relkind = 'm' and a.attstorage <> t.typstorage then
                    'storage ' || case a.attstorage
                        when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended'
                    end
                end,
                'compression ' || case a.attcompression
                    when '' then null when 'p' then 'pglz' when 'l' then 'lz4' else a.attcompression::pg_catalog.text
                end
            )
        from
            pg_catalog.pg_attribute a
            join pg_catalog.pg_type t on t.oid = a.atttypid
            left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum
    ) as columns,
    pg_catalog.array_cat(
        coalesce(c.reloptions, '{}'),
        array(
            select 'toast.' || option
            from pg_catalog.pg_class toast, pg_catalog.unnest(toast.reloptions) as option
            where toast.oid = c.reltoastrelid
        )
    ) as options,
    c.relispopulated as populated,
    :role(c.relowner) as owner,
    coalesce(nullif(am.amname::pg_catalog.text, 'heap'), '') as access_method,
    coalesce(ts.spcname::pg_catalog.text, '') as tablespace
from
    pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_am am on am.oid = c.relam
    left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
where
    c.relkind in ('v', 'm')
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
order by name;
