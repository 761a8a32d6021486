select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.conname) as name,
    array[
        'from=' || pg_catalog.pg_encoding_to_char(c.conforencoding),
        'to=' || pg_catalog.pg_encoding_to_char(c.contoencoding),
        'function=' || c.conproc::pg_catalog.oid::pg_catalog.regproc::pg_catalog.text,
        'default=' || c.condefault::pg_catalog.text
    ] as properties,
    :role(c.conowner) as owner
from
    pg_catalog.pg_conversion c
    join pg_catalog.pg_namespace n on n.oid = c.connamespace
where
    not :system(n.nspname)
    and not :member(pg_conversion, c.oid)
order by name;
