-- Numbers only: the values that the server keeps of a column are production's.
select
    s.schemaname as schema,
    s.tablename as table_name,
    s.attname as column_name,
    s.inherited,
    s.null_frac,
    s.avg_width,
    s.n_distinct,
    s.correlation
from
    pg_catalog.pg_stats as s
where
    s.schemaname !~ '^pg_'
    and s.schemaname <> 'information_schema'
order by
    1, 2, 3, 4;
