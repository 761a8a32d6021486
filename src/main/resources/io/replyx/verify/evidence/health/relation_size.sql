-- Asking for a size waits for a lock: where somebody has or awaits the exclusive one, the size is the last known.
with closed as (
    select l.relation
    from pg_catalog.pg_locks l
    where l.locktype = 'relation'
      and l.mode = 'AccessExclusiveLock'
      and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
),
part as (
    select c.oid as of_table, c.oid, c.relpages, 'table' as kind
    from pg_catalog.pg_class c
    where c.relkind in ('r', 'm')
    union all
    select c.oid, t.oid, t.relpages, 'table'
    from pg_catalog.pg_class c
    join pg_catalog.pg_class t on t.oid = c.reltoastrelid
    where c.relkind in ('r', 'm')
    union all
    select c.oid, i.indexrelid, t.relpages, 'table'
    from pg_catalog.pg_class c
    join pg_catalog.pg_index i on i.indrelid = c.reltoastrelid
    join pg_catalog.pg_class t on t.oid = i.indexrelid
    where c.relkind in ('r', 'm')
    union all
    select i.indrelid, i.indexrelid, x.relpages, 'index'
    from pg_catalog.pg_index i
    join pg_catalog.pg_class x on x.oid = i.indexrelid and x.relkind = 'i'
),
measured as (
    select
        p.of_table,
        p.kind,
        exists (select from closed c where c.relation in (p.oid, p.of_table)) as closed,
        case when exists (select from closed c where c.relation in (p.oid, p.of_table))
            then p.relpages::pg_catalog.int8 * pg_catalog.current_setting('block_size')::pg_catalog.int8
            else pg_catalog.pg_relation_size(p.oid) end as bytes
    from part p
)
select
    pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
    greatest(c.reltuples, 0)::pg_catalog.int8 as rows,
    coalesce(pg_catalog.sum(m.bytes) filter (where m.kind = 'table'), 0)::pg_catalog.int8 as data,
    coalesce(pg_catalog.sum(m.bytes) filter (where m.kind = 'index'), 0)::pg_catalog.int8 as indexes,
    pg_catalog.bool_or(m.closed) as estimated
from measured m
join pg_catalog.pg_class c on c.oid = m.of_table and c.relkind in ('r', 'm')
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname !~ '^pg_(toast|temp)'
group by n.nspname, c.relname, c.reltuples
order by pg_catalog.sum(m.bytes) desc, 1
