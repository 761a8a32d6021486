select
    pg_catalog.quote_ident(s.srvname) as name,
    pg_catalog.array_cat(
        array[
            'wrapper=' || pg_catalog.quote_ident(w.fdwname),
            'type=' || coalesce(s.srvtype, ''),
            'version=' || coalesce(s.srvversion, '')
        ],
        :options(s.srvoptions)
    ) as properties,
    :role(s.srvowner) as owner
from
    pg_catalog.pg_foreign_server s
    join pg_catalog.pg_foreign_data_wrapper w on w.oid = s.srvfdw
where not :member(pg_foreign_server, s.oid)
order by name;
