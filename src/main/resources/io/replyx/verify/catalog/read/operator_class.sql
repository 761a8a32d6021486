select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname)
        || ' using ' || pg_catalog.quote_ident(am.amname) as name,
    array[
        'for=' || pg_catalog.format_type(o.opcintype, null),
        'default=' || o.opcdefault::pg_catalog.text,
        'family=' || pg_catalog.quote_ident(f.opfname),
        'storage=' || coalesce(pg_catalog.format_type(nullif(o.opckeytype, 0), null), '')
    ] as properties,
    :role(o.opcowner) as owner
from
    pg_catalog.pg_opclass o
    join pg_catalog.pg_namespace n on n.oid = o.opcnamespace
    join pg_catalog.pg_am am on am.oid = o.opcmethod
    join pg_catalog.pg_opfamily f on f.oid = o.opcfamily
where
    not :system(n.nspname)
    and not :member(pg_opclass, o.oid)
order by name;
