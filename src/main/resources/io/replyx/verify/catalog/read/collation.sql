select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.collname) as name,
    array[
        'provider=' || case c.collprovider when 'i' then 'icu' when 'c' then 'libc' when 'b' then 'builtin' else 'default' end,
        -- The column that holds an ICU locale has had three names.
        'locale=' || coalesce(
            pg_catalog.to_jsonb(c) ->> 'colllocale', pg_catalog.to_jsonb(c) ->> 'colliculocale', c.collcollate
        ),
        'ctype=' || case c.collprovider when 'c' then c.collctype::pg_catalog.text else '' end,
        'deterministic=' || c.collisdeterministic::pg_catalog.text,
        'rules=' || coalesce(pg_catalog.to_jsonb(c) ->> 'collicurules', '')
    ] as properties,
    :role(c.collowner) as owner
from
    pg_catalog.pg_collation c
    join pg_catalog.pg_namespace n on n.oid = c.collnamespace
where
    not :system(n.nspname)
    and not :member(pg_collation, c.oid)
order by name;
