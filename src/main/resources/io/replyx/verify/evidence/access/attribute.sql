with recursive :grantees
select
    x.attribute || g.whose as finding,
    coalesce(g.leave, 'ALTER ROLE ' || g.name || ' NO' || x.attribute || ';') as remedy
from grantees g
inner join pg_catalog.pg_roles r on r.oid = g.oid
cross join lateral (values
    ('SUPERUSER', r.rolsuper),
    ('CREATEROLE', r.rolcreaterole),
    ('CREATEDB', r.rolcreatedb),
    ('REPLICATION', r.rolreplication),
    ('BYPASSRLS', r.rolbypassrls)) as x (attribute, held)
where x.held
order by g.name, x.attribute
