select pg_catalog.quote_ident(n.nspname) as name,
    exists (select from pg_catalog.aclexplode(n.nspacl) x
            where x.grantee = 0 and x.privilege_type = 'CREATE') as open
from pg_catalog.pg_namespace n
where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by n.nspname
