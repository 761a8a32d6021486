-- What each role may do in effect: its own privileges, those of PUBLIC and those that it inherits.
with named as (
    select r.oid, r.rolname
    from pg_catalog.pg_roles r
    where r.rolname = any (?)
),
places as (
    select n.oid, n.nspname, n.nspowner
    from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (select from pg_catalog.pg_depend own
                      where own.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                        and own.objid = n.oid and own.deptype = 'e')
),
things as (
    select c.oid, c.relkind, c.relname, c.relowner, c.relnamespace, n.nspname,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name
    from pg_catalog.pg_class c
    inner join places n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and not exists (select from pg_catalog.pg_depend own
                      where own.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                        and own.objid = c.oid and own.deptype = 'e')
),
creators as (
    -- Whoever owns tables of a schema now or may create some, but for superusers that own none; and where everybody may,
    -- of everybody only the roles that were named.
    select distinct t.relnamespace as place, t.relowner as creator from things t where t.relkind in ('r', 'p')
    union
    select p.oid, r.oid
    from places p
    cross join pg_catalog.pg_roles r
    where pg_catalog.has_schema_privilege(r.oid, p.oid, 'CREATE')
      and (r.oid in (select n.oid from named n)
           or (not r.rolsuper and r.rolname !~ '^pg_'
               and not exists (select from pg_catalog.pg_namespace n
                               cross join lateral pg_catalog.aclexplode(n.nspacl) x
                               where n.oid = p.oid and x.grantee = 0 and x.privilege_type = 'CREATE')))
),
coming as (
    select c.place, c.creator, k.kind, x.grantee, x.privilege_type, x.is_grantable
    from creators c
    cross join (values ('r'::"char"), ('S'::"char")) as k (kind)
    cross join lateral (
        select coalesce(
            (select d.defaclacl from pg_catalog.pg_default_acl d
             where d.defaclrole = c.creator and d.defaclnamespace = 0 and d.defaclobjtype = k.kind),
            pg_catalog.acldefault(case k.kind when 'r' then 'r'::"char" else 's'::"char" end, c.creator)) as acl
        union all
        select d.defaclacl from pg_catalog.pg_default_acl d
        where d.defaclrole = c.creator and d.defaclnamespace = c.place and d.defaclobjtype = k.kind) as a
    cross join lateral pg_catalog.aclexplode(a.acl) x
)
select r.rolname as role, 'database' as kind, pg_catalog.quote_ident(d.datname) as object, '' as schema,
    d.datdba = r.oid as owned,
    array(select p from pg_catalog.unnest(array['CONNECT', 'CREATE', 'TEMPORARY']) p
          where pg_catalog.has_database_privilege(r.oid, d.oid, p)) as privileges,
    array(select p || ' WITH GRANT OPTION' from pg_catalog.unnest(array['CONNECT', 'CREATE', 'TEMPORARY']) p
          where pg_catalog.has_database_privilege(r.oid, d.oid, p || ' WITH GRANT OPTION')) as beyond
from named r
inner join pg_catalog.pg_database d on d.datname = pg_catalog.current_database()
union all
select r.rolname, 'schema', pg_catalog.quote_ident(n.nspname), n.nspname, n.nspowner = r.oid,
    array(select p from pg_catalog.unnest(array['CREATE', 'USAGE']) p
          where pg_catalog.has_schema_privilege(r.oid, n.oid, p)),
    array(select p || ' WITH GRANT OPTION' from pg_catalog.unnest(array['CREATE', 'USAGE']) p
          where pg_catalog.has_schema_privilege(r.oid, n.oid, p || ' WITH GRANT OPTION'))
from named r
cross join places n
union all
select r.rolname,
    case t.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end,
    t.name, t.nspname, t.relowner = r.oid,
    array(select p from pg_catalog.unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'
-- since 17
          , 'MAINTAIN'
-- end
          ]) p
          where pg_catalog.has_table_privilege(r.oid, t.oid, p)),
    -- Enough to be too much, but not to be all that was asked for.
    array(select p from pg_catalog.unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p
          where pg_catalog.has_any_column_privilege(r.oid, t.oid, p)
          union all
          select p || ' WITH GRANT OPTION' from pg_catalog.unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p
          where pg_catalog.has_any_column_privilege(r.oid, t.oid, p || ' WITH GRANT OPTION')
          union all
          select p || ' WITH GRANT OPTION' from pg_catalog.unnest(array['DELETE', 'TRUNCATE', 'TRIGGER']) p
          where pg_catalog.has_table_privilege(r.oid, t.oid, p || ' WITH GRANT OPTION'))
from named r
cross join things t
where t.relkind <> 'S' and t.relname <> all (?)
union all
select r.rolname, 'sequence', t.name, t.nspname, t.relowner = r.oid,
    array(select p from pg_catalog.unnest(array['SELECT', 'UPDATE', 'USAGE']) p
          where pg_catalog.has_sequence_privilege(r.oid, t.oid, p)),
    array(select p || ' WITH GRANT OPTION' from pg_catalog.unnest(array['SELECT', 'UPDATE', 'USAGE']) p
          where pg_catalog.has_sequence_privilege(r.oid, t.oid, p || ' WITH GRANT OPTION'))
from named r
cross join things t
where t.relkind = 'S'
union all
select r.rolname, case c.kind when 'r' then 'next table' else 'next sequence' end,
    'of ' || pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.creator)) || ' in schema '
        || pg_catalog.quote_ident(n.nspname),
    n.nspname, c.creator = r.oid,
    array(select distinct h.privilege_type
          from coming h
          where h.place = c.place and h.creator = c.creator and h.kind = c.kind
            and (h.grantee = 0 or (h.grantee <> 0 and pg_catalog.pg_has_role(r.oid, h.grantee, 'USAGE')))),
    array(select distinct h.privilege_type || ' WITH GRANT OPTION'
          from coming h
          where h.place = c.place and h.creator = c.creator and h.kind = c.kind and h.is_grantable
            and h.grantee <> 0 and pg_catalog.pg_has_role(r.oid, h.grantee, 'USAGE'))
from named r
cross join (select distinct place, creator, kind from coming) c
inner join places n on n.oid = c.place
order by 1, 2, 3
