select
    pg_catalog.quote_ident(w.fdwname) as name,
    pg_catalog.array_cat(
        array[
            'handler=' || coalesce(nullif(w.fdwhandler, 0)::pg_catalog.regproc::pg_catalog.text, ''),
            'validator=' || coalesce(nullif(w.fdwvalidator, 0)::pg_catalog.regproc::pg_catalog.text, '')
        ],
        :options(w.fdwoptions)
    ) as properties,
    :role(w.fdwowner) as owner
from pg_catalog.pg_foreign_data_wrapper w
where not :member(pg_foreign_data_wrapper, w.oid)
order by name;
