with recursive :grantees
select
    pg_catalog.string_agg(x.privilege_type, ', ' order by x.privilege_type) || ' on parameter '
        || p.parname || g.whose as finding,
    coalesce(g.leave, 'REVOKE ' || pg_catalog.string_agg(x.privilege_type, ', ' order by x.privilege_type)
        || ' ON PARAMETER ' || p.parname || ' FROM ' || g.name || ';') as remedy
from pg_catalog.pg_parameter_acl p
cross join lateral pg_catalog.aclexplode(p.paracl) x
inner join grantees g on g.oid = x.grantee
where x.grantee >= 16384 or x.grantee = 0
group by g.name, g.whose, g.leave, p.parname
order by g.name, p.parname
