select 'server' as scope,
    (select coalesce(sum(d.numbackends), 0) from pg_catalog.pg_stat_database d where d.datid <> 0)::pg_catalog.int8 as used,
    pg_catalog.current_setting('max_connections')::pg_catalog.int8
        - pg_catalog.current_setting('superuser_reserved_connections')::pg_catalog.int8
        - coalesce(pg_catalog.current_setting('reserved_connections', true), '0')::pg_catalog.int8 as available
union all
select 'database ' || pg_catalog.quote_ident(d.datname), s.numbackends, d.datconnlimit
from pg_catalog.pg_database d
inner join pg_catalog.pg_stat_database s on s.datid = d.oid
where d.datname = pg_catalog.current_database() and d.datconnlimit > 0
union all
select 'role ' || pg_catalog.quote_ident(r.rolname), count(*), r.rolconnlimit
from pg_catalog.pg_stat_activity a
inner join pg_catalog.pg_roles r on r.oid = a.usesysid
where r.rolconnlimit > 0 and r.rolname <> session_user
group by r.rolname, r.rolconnlimit
order by scope
