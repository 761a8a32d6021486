select
    case when s.setrole = 0 then '' else :role(s.setrole) end as role,
    pg_catalog.split_part(line, '=', 1) as parameter,
    pg_catalog.substr(line, pg_catalog.strpos(line, '=') + 1) as value
from
    pg_catalog.pg_db_role_setting s
    join pg_catalog.pg_database d on d.oid = s.setdatabase and d.datname = pg_catalog.current_database()
    cross join lateral pg_catalog.unnest(s.setconfig) as line
order by role, parameter;
