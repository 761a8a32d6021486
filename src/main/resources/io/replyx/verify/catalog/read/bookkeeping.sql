-- The relations of these names, and the sequences that they own. Where Flyway's history is among them, it is under any
-- name: a table of its form.
with asked as (
    select ?::pg_catalog.text[] as names
),

named as (
    select c.oid
    from
        pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        cross join asked
    where
        c.relname = any (asked.names)
        or n.nspname || '.' || c.relname = any (asked.names)
    union
    select a.attrelid
    from
        pg_catalog.pg_attribute a
        join pg_catalog.pg_constraint k on k.conrelid = a.attrelid and k.contype = 'p' and k.conkey = array[a.attnum]
        cross join asked
    where
        a.attname = 'installed_rank'
        and 'flyway_schema_history' = any (asked.names)
        and (
            select pg_catalog.count(*)
            from pg_catalog.pg_attribute o
            where
                o.attrelid = a.attrelid
                and o.attname in (
                    'version', 'description', 'type', 'script', 'checksum', 'installed_by', 'installed_on',
                    'execution_time', 'success'
                )
        ) = 9
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
