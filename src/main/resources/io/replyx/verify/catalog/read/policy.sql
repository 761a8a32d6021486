select
    p.polrelid::pg_catalog.regclass::pg_catalog.text as "table",
    pg_catalog.quote_ident(p.polname) as policy,
    case p.polcmd
        when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all'
    end as command,
    p.polpermissive as permissive,
    array(
        select s.role
        from (select :role(r.oid) as role from pg_catalog.unnest(p.polroles) as r (oid)) s
        order by s.role collate "C"
    ) as roles,
    coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), '') as using_expression,
    coalesce(pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid), '') as with_check
from
    pg_catalog.pg_policy p
    join pg_catalog.pg_class c on c.oid = p.polrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where
    not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
order by "table", policy;
