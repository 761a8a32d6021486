select
    c.oid::pg_catalog.regclass::pg_catalog.text as "table",
    pg_catalog.quote_ident(a.attname) as "column",
    -- Dropped columns leave holes in attnum; what a reader sees is the rank.
    pg_catalog.row_number() over (partition by a.attrelid order by a.attnum) as position,
    pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
    case
        when not a.attnotnull then 'null'
        else pg_catalog.concat_ws(', ', 'not null', apart.how)
    end as nullability,
    coalesce(apart.chosen_name, '') as not_null_name,
    -- Only an expression over columns needs the table, of which the server then takes a lock.
    coalesce(pg_catalog.pg_get_expr(d.adbin, case when a.attgenerated = '' then 0 else d.adrelid end), '')
        as default_value,
    case a.attidentity when 'a' then 'always' when 'd' then 'by default' else '' end as identity,
    case a.attgenerated when 's' then 'stored' when 'v' then 'virtual' else '' end as generated,
    case when a.attcollation = t.typcollation then ''
        else a.attcollation::pg_catalog.regcollation::pg_catalog.text
    end as collation,
    case when a.attstorage = t.typstorage then ''
        else case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end
    end as storage,
    case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' else a.attcompression::pg_catalog.text end
        as compression,
    -- The default is -1 up to 16 and null from 17.
    coalesce(nullif(a.attstattarget, -1)::pg_catalog.text, '') as statistics_target,
    -- Some minor releases keep a counter of their own among the options, which says nothing of the column.
    pg_catalog.array_cat(
        array(
            select o from pg_catalog.unnest(coalesce(a.attoptions, '{}')) as o where o not like 'pg\_attver=%'
        ),
        :options(a.attfdwoptions)
    ) as options,
    case when a.attinhcount = 0 then '' when a.attislocal then 'inherited and local' else 'inherited' end
        as inheritance
from
    pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_catalog.pg_type t on t.oid = a.atttypid
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    left join (
        -- Of rows that tables have from 18: these say more than that there is no null.
        select
            con.conrelid,
            con.conkey[1] as attnum,
            pg_catalog.concat_ws(
                ', ',
                case when not con.convalidated then 'not valid' end,
                case when con.connoinherit then 'no inherit' end
            ) as how,
            -- Names that end so may be the server's, which keeps them when tables and columns are renamed.
            case when con.conislocal and con.conname !~ '_not_null[0-9]*$' then pg_catalog.quote_ident(con.conname) end
                as chosen_name
        from pg_catalog.pg_constraint con
        where
            con.contype = 'n' and con.conrelid <> 0
            and (not con.convalidated or con.connoinherit or con.conname !~ '_not_null[0-9]*$')
    ) apart on apart.conrelid = a.attrelid and apart.attnum = a.attnum
where
    c.relkind in ('r', 'p', 'f')
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
-- The reader sorts by name; this is the order that the ranks were counted in.
order by a.attrelid, a.attnum;
