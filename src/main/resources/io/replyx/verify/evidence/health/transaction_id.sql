select
    pg_catalog.age(d.datfrozenxid)::pg_catalog.int8 as transactions,
    pg_catalog.mxid_age(d.datminmxid)::pg_catalog.int8 as multixacts
from pg_catalog.pg_database d
where d.datname = pg_catalog.current_database()
