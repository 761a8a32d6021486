with recursive :grantees,
held (grantee, objects) as (
    select x.grantee, pg_catalog.array_agg(distinct m.oid order by m.oid)
    from pg_catalog.pg_largeobject_metadata m
    cross join lateral pg_catalog.aclexplode(m.lomacl) x
    where m.lomacl is not null and x.grantee <> m.lomowner and x.privilege_type = 'UPDATE'
    group by x.grantee
)
select
    'UPDATE on ' || pg_catalog.cardinality(h.objects) || ' large object'
        || case when pg_catalog.cardinality(h.objects) = 1 then '' else 's' end || g.whose as finding,
    coalesce(g.leave, 'REVOKE UPDATE ON LARGE OBJECT ' || pg_catalog.array_to_string(h.objects, ', ') || ' FROM '
        || g.name || ';') as remedy
from held h
inner join grantees g on g.oid = h.grantee
order by g.name
