select
    'session ' || a.pid as holder,
    coalesce(a.usename, '') as role,
    coalesce(a.state, '') as state,
    pg_catalog.floor(1000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - a.xact_start))::pg_catalog.int8 as age
from pg_catalog.pg_stat_activity a
where a.datname = pg_catalog.current_database()
  and a.backend_type = 'client backend'
  and a.pid <> pg_catalog.pg_backend_pid()
  and a.xact_start is not null
union all
select
    'prepared transaction ' || pg_catalog.quote_literal(p.gid),
    p.owner,
    'prepared',
    pg_catalog.floor(1000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - p.prepared))::pg_catalog.int8
from pg_catalog.pg_prepared_xacts p
where p.database = pg_catalog.current_database()
order by age desc, holder
