with recursive :grantees,
held (grantee, kind, relation, privileges) as (
    select
        x.grantee,
        case when c.relkind = 'S' then 'SEQUENCE' else 'TABLE' end,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
        pg_catalog.string_agg(distinct x.privilege_type, ', ' order by x.privilege_type)
    from pg_catalog.pg_class c
    inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join lateral pg_catalog.aclexplode(c.relacl) x
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and x.grantee <> c.relowner
      and (x.privilege_type in ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
           or (c.relkind = 'S' and x.privilege_type = 'USAGE'))
      -- What PUBLIC may do in the system's own schemas is harmless: views of settings and the like.
      and (x.grantee <> 0 or (n.nspname !~ '^pg_' and n.nspname <> 'information_schema'))
    group by x.grantee, c.relkind, n.nspname, c.relname
)
select
    h.privileges || ' on ' || count(*) || ' ' || pg_catalog.lower(h.kind) || case when count(*) = 1 then '' else 's' end
        || ' (' || pg_catalog.array_to_string((pg_catalog.array_agg(h.relation order by h.relation))[1:5], ', ')
        || case when count(*) > 5 then ', …)' else ')' end || g.whose as finding,
    coalesce(g.leave, 'REVOKE ' || h.privileges || ' ON ' || h.kind || ' '
        || pg_catalog.string_agg(h.relation, ', ' order by h.relation) || ' FROM ' || g.name || ';') as remedy
from held h
inner join grantees g on g.oid = h.grantee
group by g.name, g.whose, g.leave, h.kind, h.privileges
order by g.name, h.kind, h.privileges
