-- A standby sends what it has replayed; a server that is none, what it has written.
with here as (
    select
        case when pg_catalog.pg_is_in_recovery() then pg_catalog.pg_last_wal_replay_lsn()
            else pg_catalog.pg_current_wal_lsn() end as lsn
)
select
    case when s.active then '' else 'unused ' end || 'replication slot ' || pg_catalog.quote_ident(s.slot_name)
        as holder,
    coalesce(pg_catalog.pg_wal_lsn_diff(h.lsn, s.restart_lsn), 0)::pg_catalog.int8 as bytes,
    coalesce(s.wal_status = 'lost', false) as lost,
    true as visible
from pg_catalog.pg_replication_slots s
cross join here h
where s.restart_lsn is not null or s.wal_status = 'lost'
union all
-- Of the sessions of others a role without pg_read_all_stats sees that they are there.
select
    'standby ' || coalesce(nullif(r.application_name, ''), 'of process ' || r.pid),
    coalesce(pg_catalog.pg_wal_lsn_diff(h.lsn, coalesce(r.replay_lsn, r.flush_lsn, r.sent_lsn)), 0)::pg_catalog.int8,
    false,
    r.state is not null
from pg_catalog.pg_stat_replication r
cross join here h
union all
select
    'this standby',
    coalesce(
        pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn()), 0
    )::pg_catalog.int8,
    false,
    -- What a primary has written that does not send it is not known here.
    exists (select from pg_catalog.pg_stat_wal_receiver)
where pg_catalog.pg_is_in_recovery()
order by bytes desc, holder
