select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name,
    c.reltuples::pg_catalog.float8 as rows
from
    pg_catalog.pg_class as c
    join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
where
    c.relkind in ('r', 'p', 'm')
    and c.reltuples > 0
    and n.nspname !~ '^pg_'
    and n.nspname <> 'information_schema'
order by
    1;
