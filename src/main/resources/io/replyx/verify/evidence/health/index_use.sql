with closed as (
    select l.relation
    from pg_catalog.pg_locks l
    where l.locktype = 'relation'
      and l.mode = 'AccessExclusiveLock'
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
)
select
    pg_catalog.format('%I.%I', s.schemaname, s.indexrelname) as name,
    pg_catalog.format('%I.%I', s.schemaname, s.relname) as table_name,
    a.amname as method,
    s.idx_scan as scans,
    s.idx_tup_read as entries,
    i.indisvalid and i.indisready as valid,
    i.indisunique as is_unique,
    case when exists (select from closed c where c.relation in (s.relid, s.indexrelid))
        then x.relpages::pg_catalog.int8 * pg_catalog.current_setting('block_size')::pg_catalog.int8
        else pg_catalog.pg_relation_size(s.indexrelid) end as bytes
from pg_catalog.pg_stat_user_indexes s
join pg_catalog.pg_index i on i.indexrelid = s.indexrelid
join pg_catalog.pg_class x on x.oid = s.indexrelid
join pg_catalog.pg_am a on a.oid = x.relam
order by 1
