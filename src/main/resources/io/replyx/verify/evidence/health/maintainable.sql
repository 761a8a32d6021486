-- Without the privilege, VACUUM passes a table over with a warning, and REINDEX is refused.
select
    pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
    c.relkind in ('i', 'I') as is_index,
    pg_catalog.format('%I.%I', tn.nspname, t.relname) as table_name,
    pg_catalog.pg_relation_size(c.oid) as bytes,
    pg_catalog.pg_has_role(t.relowner, 'usage')
-- since 17
        or pg_catalog.has_table_privilege(t.oid, 'maintain')
-- end
        as allowed
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid = c.oid
join pg_catalog.pg_class t on t.oid = coalesce(i.indrelid, c.oid)
join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
where c.relkind in ('r', 'm', 'p', 'i')
  and pg_catalog.format('%I.%I', n.nspname, c.relname) = any (?::pg_catalog.text[])
order by 1
