with recursive :grantees,
held (grantee, creator, place, kind, privileges) as (
    select
        x.grantee,
        pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(d.defaclrole)),
        coalesce(' IN SCHEMA ' || pg_catalog.quote_ident(n.nspname), ''),
        case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' else 'SCHEMAS' end,
        pg_catalog.string_agg(distinct x.privilege_type, ', ' order by x.privilege_type)
    from pg_catalog.pg_default_acl d
    left join pg_catalog.pg_namespace n on n.oid = d.defaclnamespace
    cross join lateral pg_catalog.aclexplode(d.defaclacl) x
    where x.grantee <> d.defaclrole
      and ((d.defaclobjtype = 'r' and x.privilege_type <> 'SELECT')
           or (d.defaclobjtype = 'S' and x.privilege_type <> 'SELECT')
           or (d.defaclobjtype = 'n' and x.privilege_type = 'CREATE'))
    group by x.grantee, d.defaclrole, n.nspname, d.defaclobjtype
)
select
    h.privileges || ' on the next ' || pg_catalog.lower(pg_catalog.rtrim(h.kind, 'S')) || ' that ' || h.creator
        || ' creates' || pg_catalog.lower(pg_catalog.substr(h.place, 1, 11)) || pg_catalog.substr(h.place, 12)
        || g.whose as finding,
    coalesce(g.leave, 'ALTER DEFAULT PRIVILEGES FOR ROLE ' || h.creator || h.place || ' REVOKE ' || h.privileges
        || ' ON ' || h.kind || ' FROM ' || g.name || ';') as remedy
from held h
inner join grantees g on g.oid = h.grantee
order by g.name, h.creator, h.place, h.kind
