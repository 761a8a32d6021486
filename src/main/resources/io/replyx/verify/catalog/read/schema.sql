select
    pg_catalog.quote_ident(n.nspname) as name,
    :role(n.nspowner) as owner
from pg_catalog.pg_namespace n
where
    not :system(n.nspname)
    and not :member(pg_namespace, n.oid)
order by name;
