select c.oid
from
    pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where
    c.relname = any (?)
    or n.nspname || '.' || c.relname = any (?)
order by c.oid;
