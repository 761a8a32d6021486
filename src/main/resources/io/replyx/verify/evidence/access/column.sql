with recursive :grantees,
held (grantee, relation, privilege, columns) as (
    select
        x.grantee,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname),
        x.privilege_type,
        pg_catalog.string_agg(distinct pg_catalog.quote_ident(a.attname), ', ' order by pg_catalog.quote_ident(a.attname))
    from pg_catalog.pg_attribute a
    inner join pg_catalog.pg_class c on c.oid = a.attrelid
    inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join lateral pg_catalog.aclexplode(a.attacl) x
    where a.attacl is not null
      and not a.attisdropped
      and x.grantee <> c.relowner
      and x.privilege_type in ('INSERT', 'UPDATE', 'REFERENCES')
      and (x.grantee <> 0 or (n.nspname !~ '^pg_' and n.nspname <> 'information_schema'))
    group by x.grantee, n.nspname, c.relname, x.privilege_type
)
select
    h.privilege || ' on columns of table ' || h.relation || ' (' || h.columns || ')' || g.whose as finding,
    coalesce(g.leave, 'REVOKE ' || h.privilege || ' (' || h.columns || ') ON TABLE ' || h.relation || ' FROM '
        || g.name || ';') as remedy
from held h
inner join grantees g on g.oid = h.grantee
order by g.name, h.relation, h.privilege
