select
    c.oid::pg_catalog.regclass::pg_catalog.text as name,
    i.indrelid::pg_catalog.regclass::pg_catalog.text as "table",
    am.amname::pg_catalog.text as access_method,
    i.indisunique as "unique",
    pg_catalog.pg_get_indexdef(i.indexrelid) as definition,
    coalesce(keys.columns, '{}') as columns,
    coalesce(keys.operator_classes, '{}') as operator_classes,
    coalesce(c.reloptions, '{}') as storage_parameters,
    coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '') as predicate,
    i.indisvalid as valid,
    i.indisready as ready,
    i.indislive as live,
    i.indisreplident as replica_identity,
    i.indisclustered as clustered,
    coalesce(pg_catalog.quote_ident(con.conname), '') as "constraint",
-- since 15
    i.indnullsnotdistinct as nulls_not_distinct,
-- before 15
    false as nulls_not_distinct,
-- end
    coalesce(part.inhparent::pg_catalog.regclass::pg_catalog.text, '') as part_of,
    coalesce(targets.list, '{}') as statistics_targets,
    coalesce(ts.spcname::pg_catalog.text, '') as tablespace
from
    pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_am am on am.oid = c.relam
    left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
    left join pg_catalog.pg_constraint con
        on con.conindid = i.indexrelid and con.conrelid = i.indrelid and con.contype in ('p', 'u', 'x')
    left join pg_catalog.pg_inherits part on part.inhrelid = i.indexrelid
    left join (
        -- One pass over all indexes: a subquery for each would scan the operator classes each time.
        select
            ki.indexrelid,
            pg_catalog.array_agg(
                case when k.attnum = 0
                    then pg_catalog.pg_get_indexdef(ki.indexrelid, k.place::pg_catalog.int4, false)
                    else pg_catalog.quote_ident(a.attname)
                end
                order by k.place
            ) as columns,
            pg_catalog.array_agg(pg_catalog.quote_ident(o.opcname) order by k.place) as operator_classes
        from
            pg_catalog.pg_index ki
            cross join lateral rows from (
                pg_catalog.unnest(ki.indkey::pg_catalog.int2[]),
                pg_catalog.unnest(ki.indclass::pg_catalog.oid[])
            ) with ordinality as k (attnum, opclass, place)
            -- Included columns have no operator class.
            join pg_catalog.pg_opclass o on o.oid = k.opclass
            left join pg_catalog.pg_attribute a on a.attrelid = ki.indrelid and a.attnum = k.attnum
        where ki.indexrelid >= 16384
        group by ki.indexrelid
    ) keys on keys.indexrelid = i.indexrelid
    left join (
        select
            a.attrelid,
            pg_catalog.array_agg(
                a.attnum::pg_catalog.text || '=' || a.attstattarget::pg_catalog.text order by a.attnum
            ) as list
        from pg_catalog.pg_attribute a
        where a.attstattarget >= 0
        group by a.attrelid
    ) targets on targets.attrelid = i.indexrelid
where
    not :system(n.nspname)
    and i.indrelid <> all (:bookkeeping)
    and not :member(pg_class, i.indrelid)
    and not :member(pg_class, c.oid)
-- The reader sorts by name; sorting by number is cheaper here.
order by c.oid;
