select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name,
    -- Minus one says that neither VACUUM nor ANALYZE has ever seen the table; it outlives a reset of statistics.
    c.reltuples < 0 as never,
    pg_catalog.pg_stat_get_live_tuples(c.oid) as rows,
    -- A standby counts no rows of its own, but has the files.
    pg_catalog.pg_stat_get_live_tuples(c.oid) > 0
        or pg_catalog.pg_is_in_recovery() and pg_catalog.pg_relation_size(c.oid) > 0 as filled
from pg_catalog.pg_class c
inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'm')
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not exists (select from pg_catalog.pg_depend own
                  where own.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    and own.objid = c.oid and own.deptype = 'e')
order by 1
