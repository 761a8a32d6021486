select pg_catalog.split_part(s.setting, '=', 1) as name, pg_catalog.split_part(s.setting, '=', 2) as value
from pg_catalog.pg_db_role_setting r
cross join lateral pg_catalog.unnest(r.setconfig) as s (setting)
where r.setrole = 0
  and r.setdatabase = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
order by 1
