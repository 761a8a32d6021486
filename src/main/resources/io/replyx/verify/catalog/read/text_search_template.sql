select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.tmplname) as name,
    array[
        'init=' || nullif(t.tmplinit::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text,
        'lexize=' || t.tmpllexize::pg_catalog.text
    ] as properties,
    '' as owner
from
    pg_catalog.pg_ts_template t
    join pg_catalog.pg_namespace n on n.oid = t.tmplnamespace
where
    not :system(n.nspname)
    and not :member(pg_ts_template, t.oid)
order by name;
