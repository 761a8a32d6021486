select
    pg_catalog.format('%I.%I', n.nspname, x.relname) as name,
    pg_catalog.format('%I.%I', n.nspname, t.relname) as table_name,
    a.amname as method,
    coalesce((
        select pg_catalog.split_part(o.option, '=', 2)::pg_catalog.int4
        from pg_catalog.unnest(x.reloptions) as o (option)
        where o.option like 'lists=%'
    ), 100) as lists,
    greatest(t.reltuples, 0)::pg_catalog.int8 as rows,
    x.relpages::pg_catalog.int8 * pg_catalog.current_setting('block_size')::pg_catalog.int8 as bytes,
    i.indisvalid and i.indisready as valid
from pg_catalog.pg_index i
join pg_catalog.pg_class x on x.oid = i.indexrelid and x.relkind = 'i'
join pg_catalog.pg_class t on t.oid = i.indrelid
join pg_catalog.pg_namespace n on n.oid = x.relnamespace
join pg_catalog.pg_am a on a.oid = x.relam
where a.amname in ('ivfflat', 'hnsw')
  and x.relname !~ '_cc(new|old)[0-9]*$'
order by 1
