with recursive :grantees,
held (grantee, object, privilege) as (
    select x.grantee, 'DATABASE ' || pg_catalog.quote_ident(d.datname), x.privilege_type
    from pg_catalog.pg_database d
    cross join lateral pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) x
    where d.datname = pg_catalog.current_database() and x.grantee <> d.datdba
    union
    select x.grantee, 'SCHEMA ' || pg_catalog.quote_ident(n.nspname), x.privilege_type
    from pg_catalog.pg_namespace n
    cross join lateral pg_catalog.aclexplode(n.nspacl) x
    where x.grantee <> n.nspowner and n.nspname !~ '^pg_(toast_)?temp_'
    union
    select x.grantee, 'TABLESPACE ' || pg_catalog.quote_ident(t.spcname), x.privilege_type
    from pg_catalog.pg_tablespace t
    cross join lateral pg_catalog.aclexplode(t.spcacl) x
    where x.grantee <> t.spcowner
)
select
    h.privilege || ' on ' || pg_catalog.lower(pg_catalog.split_part(h.object, ' ', 1))
        || pg_catalog.substr(h.object, pg_catalog.strpos(h.object, ' ')) || g.whose as finding,
    coalesce(g.leave, 'REVOKE ' || h.privilege || ' ON ' || h.object || ' FROM ' || g.name || ';') as remedy
from held h
inner join grantees g on g.oid = h.grantee
where h.privilege in ('CREATE', 'TEMPORARY')
order by g.name, h.object, h.privilege
