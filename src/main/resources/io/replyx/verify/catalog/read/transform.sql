select
    'for ' || pg_catalog.format_type(t.trftype, null) || ' language ' || pg_catalog.quote_ident(l.lanname) as name,
    array[
        'from sql=' || nullif(t.trffromsql::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
        'to sql=' || nullif(t.trftosql::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text
    ] as properties,
    '' as owner
from
    pg_catalog.pg_transform t
    join pg_catalog.pg_language l on l.oid = t.trflang
where not :member(pg_transform, t.oid)
order by name;
