select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.prsname) as name,
    array[
        'start=' || p.prsstart::pg_catalog.text,
        'gettoken=' || p.prstoken::pg_catalog.text,
        'end=' || p.prsend::pg_catalog.text,
        'lextypes=' || p.prslextype::pg_catalog.text,
        'headline=' || nullif(p.prsheadline::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text
    ] as properties,
    '' as owner
from
    pg_catalog.pg_ts_parser p
    join pg_catalog.pg_namespace n on n.oid = p.prsnamespace
where
    not :system(n.nspname)
    and not :member(pg_ts_parser, p.oid)
order by name;
