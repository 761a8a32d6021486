select
    pg_catalog.quote_ident(e.extname) as name,
    pg_catalog.quote_ident(n.nspname) as schema,
    e.extversion as version
from
    pg_catalog.pg_extension e
    join pg_catalog.pg_namespace n on n.oid = e.extnamespace
order by name;
