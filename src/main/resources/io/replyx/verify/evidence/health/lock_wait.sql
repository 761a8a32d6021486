-- Who waits is read from the locks, which every role sees; whose they are may be hidden.
with waits as (
    select distinct on (l.pid)
        l.pid,
        l.mode,
        case when l.relation is not null then l.locktype || ' ' || l.relation::pg_catalog.regclass::pg_catalog.text
            else l.locktype end as target,
        pg_catalog.floor(1000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - l.waitstart))::pg_catalog.int8
            as waited,
        pg_catalog.pg_blocking_pids(l.pid) as blockers
    from pg_catalog.pg_locks l
    join pg_catalog.pg_stat_activity a on a.pid = l.pid and a.datname = pg_catalog.current_database()
    where not l.granted
    order by l.pid
),
involved as (
    select w.pid from waits w
    union
    select b.pid from waits w, lateral pg_catalog.unnest(w.blockers) as b (pid)
)
select
    i.pid,
    coalesce(a.usename, '') as role,
    coalesce(a.application_name, '') as application,
    coalesce(a.state, '') as state,
    pg_catalog.floor(1000 * pg_catalog.date_part('epoch', pg_catalog.clock_timestamp() - a.xact_start))::pg_catalog.int8
        as transaction_age,
    coalesce(w.mode, '') as mode,
    coalesce(w.target, '') as target,
    w.waited,
    coalesce(pg_catalog.array_to_string(w.blockers, ','), '') as blockers
from involved i
left join waits w on w.pid = i.pid
left join pg_catalog.pg_stat_activity a on a.pid = i.pid
order by i.pid
