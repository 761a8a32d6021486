-- Without its options: they hold passwords, and whoever is not the user sees none.
select
    'for ' || :role(m.umuser) || ' server ' || pg_catalog.quote_ident(m.srvname) as name,
    '{}'::pg_catalog.text[] as properties,
    '' as owner
from pg_catalog.pg_user_mappings m
where not :member(pg_user_mapping, m.umid)
order by name;
