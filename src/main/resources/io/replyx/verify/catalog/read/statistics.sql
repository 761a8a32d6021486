select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.stxname) as name,
    array[
        pg_catalog.pg_get_statisticsobjdef(s.oid),
        -- The default is -1 up to 16 and null from 17.
        'statistics target=' || coalesce(nullif(s.stxstattarget, -1)::pg_catalog.text, 'default')
    ] as properties,
    :role(s.stxowner) as owner
from
    pg_catalog.pg_statistic_ext s
    join pg_catalog.pg_namespace n on n.oid = s.stxnamespace
where
    not :system(n.nspname)
    and s.stxrelid <> all (:bookkeeping)
    and not :member(pg_statistic_ext, s.oid)
order by name;
