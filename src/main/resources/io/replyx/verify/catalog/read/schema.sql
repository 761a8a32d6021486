select
    pg_catalog.quote_ident(n.nspname) as name,
    -- Before 15, and in clusters upgraded from then, the schema public belongs to the first superuser.
    case when n.nspname = 'public' and n.nspowner = 10 then 'pg_database_owner' else :role(n.nspowner) end as owner
from pg_catalog.pg_namespace n
where
    not :system(n.nspname)
    and not :member(pg_namespace, n.oid)
order by name;
