select
    pg_catalog.format_type(c.castsource, null) || ' as ' || pg_catalog.format_type(c.casttarget, null) as name,
    array[
        'context=' || case c.castcontext when 'e' then 'explicit' when 'a' then 'assignment' else 'implicit' end,
        'method=' || case c.castmethod when 'f' then 'function' when 'i' then 'inout' else 'binary' end,
        'function=' || coalesce(nullif(c.castfunc, 0)::pg_catalog.regprocedure::pg_catalog.text, '')
    ] as properties,
    '' as owner
from pg_catalog.pg_cast c
where
    -- Casts are in no schema: those that initdb made have numbers below this one.
    c.oid >= 16384
    and not :member(pg_cast, c.oid)
    -- A range type brings the cast to its multirange.
    and not exists (
        select
        from pg_catalog.pg_depend d
        where d.classid = 'pg_catalog.pg_cast'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'i'
    )
order by name;
