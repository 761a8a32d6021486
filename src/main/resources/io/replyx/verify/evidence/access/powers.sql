-- What no role of an application needs: attributes, and roles that have them or write beyond their own tables.
with recursive named as (
    select r.oid, r.rolname from pg_catalog.pg_roles r where r.rolname = any (?)
),
reach (role, oid) as (
    select n.rolname, n.oid from named n
    union
    select a.role, m.roleid
    from reach a
    inner join pg_catalog.pg_auth_members m on m.member = a.oid
)
select a.role, x.power,
    case when r.rolname = a.role then 'ALTER ROLE ' || pg_catalog.quote_ident(a.role) || ' NO' || x.power || ';'
         else 'REVOKE ' || pg_catalog.quote_ident(r.rolname) || ' FROM ' || pg_catalog.quote_ident(a.role) || ';' end
        as remedy,
    case when r.rolname = a.role then '' else ' by membership in ' || pg_catalog.quote_ident(r.rolname) end as way
from reach a
inner join pg_catalog.pg_roles r on r.oid = a.oid
cross join lateral (values
    ('SUPERUSER', r.rolsuper),
    ('CREATEROLE', r.rolcreaterole),
    ('CREATEDB', r.rolcreatedb),
    ('REPLICATION', r.rolreplication),
    ('BYPASSRLS', r.rolbypassrls)) as x (power, held)
where x.held
union all
select a.role, r.rolname, 'REVOKE ' || r.rolname || ' FROM ' || pg_catalog.quote_ident(a.role) || ';', ''
from reach a
inner join pg_catalog.pg_roles r on r.oid = a.oid
where r.rolname in ('pg_write_all_data', 'pg_read_all_data', 'pg_maintain', 'pg_execute_server_program',
    'pg_read_server_files', 'pg_write_server_files', 'pg_signal_backend', 'pg_checkpoint', 'pg_create_subscription')
order by 1, 2, 3
