select
    pg_catalog.quote_ident(n.nspname) || '.' || o.oprname
        || '(' || coalesce(pg_catalog.format_type(nullif(o.oprleft, 0), null), 'none')
        || ', ' || pg_catalog.format_type(o.oprright, null) || ')' as name,
    array[
        'function=' || o.oprcode::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text,
        'result=' || coalesce(pg_catalog.format_type(nullif(o.oprresult, 0), null), ''),
        'commutator=' || nullif(o.oprcom, 0)::pg_catalog.regoperator::pg_catalog.text,
        'negator=' || nullif(o.oprnegate, 0)::pg_catalog.regoperator::pg_catalog.text,
        'restrict=' || o.oprrest::pg_catalog.text,
        'join=' || o.oprjoin::pg_catalog.text,
        'hashes=' || o.oprcanhash::pg_catalog.text,
        'merges=' || o.oprcanmerge::pg_catalog.text
    ] as properties,
    :role(o.oprowner) as owner
from
    pg_catalog.pg_operator o
    join pg_catalog.pg_namespace n on n.oid = o.oprnamespace
where
    not :system(n.nspname)
    and not :member(pg_operator, o.oid)
order by name;
