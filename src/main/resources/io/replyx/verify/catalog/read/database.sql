-- Told only where somebody changed it; its name is not told, since a rehearsal runs in a database of another name.
select
    '(this database)' as name,
    array[
        'connection limit=' || d.datconnlimit::pg_catalog.text,
        'template=' || d.datistemplate::pg_catalog.text
    ] as properties,
    '' as owner
from pg_catalog.pg_database d
where
    d.datname = pg_catalog.current_database()
    and (d.datconnlimit <> -1 or d.datistemplate);
