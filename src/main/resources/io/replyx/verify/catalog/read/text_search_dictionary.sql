select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(d.dictname) as name,
    array[
        'template=' || case when tn.nspname = 'pg_catalog' then '' else pg_catalog.quote_ident(tn.nspname) || '.' end
            || pg_catalog.quote_ident(t.tmplname),
        'options=' || coalesce(d.dictinitoption, '')
    ] as properties,
    :role(d.dictowner) as owner
from
    pg_catalog.pg_ts_dict d
    join pg_catalog.pg_namespace n on n.oid = d.dictnamespace
    join pg_catalog.pg_ts_template t on t.oid = d.dicttemplate
    join pg_catalog.pg_namespace tn on tn.oid = t.tmplnamespace
where
    not :system(n.nspname)
    and not :member(pg_ts_dict, d.oid)
order by name;
