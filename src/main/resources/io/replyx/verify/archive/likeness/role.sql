-- Whoever owns something here, has a privilege or a setting, and whatever these are members of. The server notes nothing
-- of the role that it was made with, which is therefore always one of them.
with recursive named(role) as (
    select d.datdba
      from pg_catalog.pg_database as d
     where d.datname = pg_catalog.current_database()
    union
    select s.refobjid
      from pg_catalog.pg_shdepend as s
      join pg_catalog.pg_database as d on d.datname = pg_catalog.current_database()
     where s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
       and (s.dbid = d.oid
            or (s.dbid = 0 and s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass and s.objid = d.oid))
    union
    select c.relowner
      from pg_catalog.pg_class as c
    union
    select s.setrole
      from pg_catalog.pg_db_role_setting as s
      join pg_catalog.pg_database as d on d.oid = s.setdatabase and d.datname = pg_catalog.current_database()
    union
    select m.roleid
      from pg_catalog.pg_auth_members as m
      join named on named.role = m.member
)
select
    r.rolname as name,
    r.rolsuper as superuser,
    r.rolinherit as inherits,
    r.rolbypassrls as bypasses,
    array(
        select g.rolname
          from pg_catalog.pg_auth_members as m
          join pg_catalog.pg_roles as g on g.oid = m.roleid
         where m.member = r.oid
         order by 1) as groups
from
    pg_catalog.pg_roles as r
where
    r.oid in (select role from named)
    and r.rolname !~ '^pg_'
order by
    1;
