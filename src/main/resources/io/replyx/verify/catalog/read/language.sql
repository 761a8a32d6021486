select
    pg_catalog.quote_ident(l.lanname) as name,
    array[
        'trusted=' || l.lanpltrusted::pg_catalog.text,
        'handler=' || l.lanplcallfoid::pg_catalog.regproc::pg_catalog.text,
        'inline=' || nullif(l.laninline, 0)::pg_catalog.regproc::pg_catalog.text,
        'validator=' || nullif(l.lanvalidator, 0)::pg_catalog.regproc::pg_catalog.text
    ] as properties,
    :role(l.lanowner) as owner
from pg_catalog.pg_language l
where
    l.lanispl
    and not :member(pg_language, l.oid)
order by name;
