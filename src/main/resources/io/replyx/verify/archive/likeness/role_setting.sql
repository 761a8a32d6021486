-- What a role, or every role, has set in every database.
select
    s.setrole <> 0 as own,
    pg_catalog.split_part(line, '=', 1) as name,
    pg_catalog.substr(line, pg_catalog.strpos(line, '=') + 1) as value
from
    pg_catalog.pg_db_role_setting as s
    cross join lateral pg_catalog.unnest(s.setconfig) as line
where
    s.setdatabase = 0
    and pg_catalog.split_part(line, '=', 1) !~ '_preload_libraries$'
    and (s.setrole = 0
         or s.setrole in (select r.oid from pg_catalog.pg_roles as r where r.rolname = any(?)))
order by
    1, 2;
