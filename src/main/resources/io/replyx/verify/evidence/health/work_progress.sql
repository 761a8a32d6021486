select
    p.pid,
    coalesce(p.command, 'CREATE INDEX') as command,
    coalesce(nullif(p.index_relid, 0)::pg_catalog.regclass::pg_catalog.text, p.relid::pg_catalog.regclass::pg_catalog.text, '') as object,
    coalesce(p.phase, '') as phase,
    case when p.tuples_total > 0 then p.tuples_done else p.blocks_done end as done,
    case when p.tuples_total > 0 then p.tuples_total else p.blocks_total end as total
from pg_catalog.pg_stat_progress_create_index p
where p.datname = pg_catalog.current_database()
union all
select
    v.pid,
    'VACUUM',
    coalesce(v.relid::pg_catalog.regclass::pg_catalog.text, ''),
    coalesce(v.phase, ''),
    v.heap_blks_scanned,
    v.heap_blks_total
from pg_catalog.pg_stat_progress_vacuum v
where v.datname = pg_catalog.current_database()
union all
select
    y.pid,
    'ANALYZE',
    coalesce(y.relid::pg_catalog.regclass::pg_catalog.text, ''),
    coalesce(y.phase, ''),
    y.sample_blks_scanned,
    y.sample_blks_total
from pg_catalog.pg_stat_progress_analyze y
where y.datname = pg_catalog.current_database()
order by 1
