-- What the order of text is kept in. A hash of a deterministic collation, an operator class for patterns and one whose
-- keys are no text do not follow it.
with
ordered as (
    select k.collated, 'index ' || i.indexrelid::pg_catalog.regclass::pg_catalog.text as holder
    from
        pg_catalog.pg_index i
        join pg_catalog.pg_class c on c.oid = i.indexrelid and c.relkind = 'i'
        join pg_catalog.pg_am am on am.oid = c.relam
        cross join lateral rows from (
            pg_catalog.unnest(i.indcollation::pg_catalog.oid[]),
            pg_catalog.unnest(i.indclass::pg_catalog.oid[])
        ) as k (collated, opclass)
        join pg_catalog.pg_opclass o on o.oid = k.opclass
        join pg_catalog.pg_collation l on l.oid = k.collated
        left join pg_catalog.pg_type t on t.oid = o.opckeytype
    where
        (am.amname <> 'hash' or not l.collisdeterministic)
        and o.opcname not like '%\_pattern\_ops'
        and (t.oid is null or t.typtype = 'p' or t.typcollation <> 0)
    union
    select k.collated, 'partitions of ' || p.partrelid::pg_catalog.regclass::pg_catalog.text
    from
        pg_catalog.pg_partitioned_table p
        cross join lateral pg_catalog.unnest(p.partcollation::pg_catalog.oid[]) as k (collated)
    where p.partstrat = 'r' and k.collated <> 0
),
holders as (
    select o.collated, pg_catalog.array_agg(o.holder order by o.holder collate "C") as names
    from ordered o
    group by o.collated
),
versions as (
    -- The default collation of a database has its version with the database.
    select
        'pg_catalog.default'::pg_catalog.regcollation::pg_catalog.oid as collated,
        'default collation of the database' as name,
        pg_catalog.format('ALTER DATABASE %I REFRESH COLLATION VERSION;', d.datname) as refresh,
-- since 15
        d.datcollversion as recorded,
        pg_catalog.pg_database_collation_actual_version(d.oid) as actual,
        d.datcollversion is not null or pg_catalog.pg_database_collation_actual_version(d.oid) is null as known
-- before 15
        null as recorded,
        null as actual,
        pg_catalog.lower(d.datcollate) in ('c', 'posix', 'c.utf-8', 'c.utf8') as known
-- end
    from pg_catalog.pg_database d
    where d.datname = pg_catalog.current_database()
    union all
    select
        c.oid,
        'collation ' || c.oid::pg_catalog.regcollation::pg_catalog.text,
        'ALTER COLLATION ' || c.oid::pg_catalog.regcollation::pg_catalog.text || ' REFRESH VERSION;',
        c.collversion,
        pg_catalog.pg_collation_actual_version(c.oid),
        true
    from pg_catalog.pg_collation c
    where
        c.collversion is not null
        -- Asking for the version of every one that the server brings takes long.
        and (
            c.oid in (select h.collated from holders h)
            or c.oid in (select a.attcollation from pg_catalog.pg_attribute a where a.attnum > 0 and not a.attisdropped)
        )
)
select
    v.name,
    v.refresh,
    coalesce(v.recorded, 'none') as recorded,
    coalesce(v.actual, 'none') as actual,
    v.known or h.names is null as known,
    coalesce(h.names, '{}') as holders
from
    versions v
    left join holders h on h.collated = v.collated
order by v.name;
