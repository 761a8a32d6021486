select pg_catalog.floor(pg_catalog.date_part('epoch', s.stats_reset))::pg_catalog.int8 as since
from pg_catalog.pg_stat_database s
where s.datname = pg_catalog.current_database()
