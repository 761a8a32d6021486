select
    pg_catalog.quote_ident(a.amname) as name,
    array[
        'type=' || case a.amtype when 'i' then 'index' else 'table' end,
        'handler=' || a.amhandler::pg_catalog.oid::pg_catalog.regproc::pg_catalog.text
    ] as properties,
    '' as owner
from pg_catalog.pg_am a
where
    -- Access methods are in no schema: those that initdb made have numbers below this one.
    a.oid >= 16384
    and not :member(pg_am, a.oid)
order by name;
