-- The relations of these names, and the sequences that they own.
with named as (
    select c.oid
    from
        pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where
        c.relname = any (?)
        or n.nspname || '.' || c.relname = any (?)
)
select named.oid
from named
union
select d.objid
from
    named
    join pg_catalog.pg_depend d on d.refobjid = named.oid
where
    d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and d.deptype in ('a', 'i')
order by oid;
