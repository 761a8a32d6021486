-- Without its connection: it holds a password, and only superusers see it.
select
    pg_catalog.quote_ident(s.subname) as name,
    array[
        'publications=' || pg_catalog.array_to_string(
            array(select pg_catalog.quote_ident(p) from pg_catalog.unnest(s.subpublications) as p order by 1), ', '
        ),
        'enabled=' || s.subenabled::pg_catalog.text,
        'slot=' || coalesce(s.subslotname::pg_catalog.text, ''),
        'binary=' || s.subbinary::pg_catalog.text,
        'synchronous commit=' || s.subsynccommit
    ] as properties,
    :role(s.subowner) as owner
from
    pg_catalog.pg_subscription s
    join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = pg_catalog.current_database()
order by name;
