select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
        || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')' as name,
    case p.prokind when 'f' then 'function' when 'p' then 'procedure' when 'a' then 'aggregate' else 'window' end
        as form,
    pg_catalog.pg_get_function_arguments(p.oid) as arguments,
    coalesce(pg_catalog.pg_get_function_result(p.oid), '') as result,
    l.lanname::pg_catalog.text as language,
    case
        when g.aggfnoid is not null then pg_catalog.concat_ws(
            ', ',
            'kind = ' || g.aggkind::pg_catalog.text,
            'sfunc = ' || g.aggtransfn::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text,
            'stype = ' || pg_catalog.format_type(g.aggtranstype, null),
            'initcond = ' || g.agginitval,
            'finalfunc = ' || nullif(g.aggfinalfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'combinefunc = ' || nullif(g.aggcombinefn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'sspace = ' || nullif(g.aggtransspace, 0)::pg_catalog.text,
            'finalfunc_extra = ' || nullif(g.aggfinalextra, false)::pg_catalog.text,
            -- Ordered-set aggregates may change their state without being told to.
            'finalfunc_modify = ' || case
                when g.aggfinalmodify <> case when g.aggkind = 'n' then 'r' else 'w' end
                    then case g.aggfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end
            end,
            'serialfunc = ' || nullif(g.aggserialfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'deserialfunc = ' || nullif(g.aggdeserialfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'msfunc = ' || nullif(g.aggmtransfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'minvfunc = ' || nullif(g.aggminvtransfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'mstype = ' || pg_catalog.format_type(nullif(g.aggmtranstype, 0), null),
            'msspace = ' || nullif(g.aggmtransspace, 0)::pg_catalog.text,
            'minitcond = ' || g.aggminitval,
            'mfinalfunc = ' || nullif(g.aggmfinalfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text,
            'mfinalfunc_extra = ' || nullif(g.aggmfinalextra, false)::pg_catalog.text,
            'mfinalfunc_modify = ' || case
                when g.aggmtransfn::pg_catalog.oid <> 0
                    and g.aggmfinalmodify <> case when g.aggkind = 'n' then 'r' else 'w' end
                    then case g.aggmfinalmodify when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end
            end,
            'sortop = ' || nullif(g.aggsortop, 0)::pg_catalog.regoperator::pg_catalog.text
        )
        when p.prosqlbody is not null then pg_catalog.pg_get_function_sqlbody(p.oid)
        else pg_catalog.concat_ws(', ', p.probin, p.prosrc)
    end as definition,
    case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
    p.proisstrict as strict,
    p.prosecdef as security_definer,
    p.proleakproof as leakproof,
    case p.proparallel when 's' then 'safe' when 'r' then 'restricted' else 'unsafe' end as parallel,
    p.procost::pg_catalog.text as cost,
    p.prorows::pg_catalog.text as rows,
    coalesce(nullif(p.prosupport::pg_catalog.oid, 0)::pg_catalog.regproc::pg_catalog.text, '') as support,
    coalesce(p.proconfig, '{}') as configuration,
    :role(p.proowner) as owner
from
    pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    join pg_catalog.pg_language l on l.oid = p.prolang
    left join pg_catalog.pg_aggregate g on g.aggfnoid = p.oid
where
    not :system(n.nspname)
    and not :member(pg_proc, p.oid)
    -- The constructors of a range type come and go with it.
    and not exists (
        select
        from pg_catalog.pg_depend d
        where
            d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid
            and d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.deptype = 'i'
    )
order by name;
