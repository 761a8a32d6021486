with recursive :grantees,
suspect (oid, why) as (
    select p.oid, 'runs with the privileges of ' || pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(p.proowner))
    from pg_catalog.pg_proc p
    inner join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
    union all
    select p.oid, 'belongs to extension ' || pg_catalog.quote_ident(e.extname) || ', which writes or reaches out'
    from pg_catalog.pg_extension e
    inner join pg_catalog.pg_depend d
        on d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass and d.refobjid = e.oid and d.deptype = 'e'
    inner join pg_catalog.pg_proc p on d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and p.oid = d.objid
    where e.extname in ('dblink', 'adminpack', 'pg_cron', 'pg_background', 'pg_surgery', 'lo', 'http', 'pg_net')
      and not p.prosecdef
      -- A trigger's function cannot be called.
      and p.prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype
      and p.proname not in ('lo_oid', 'dblink_get_pkey', 'dblink_current_query')
    union all
    select p.oid, 'is written in ' || pg_catalog.quote_ident(l.lanname) || ', which may do anything on the server'
    from pg_catalog.pg_proc p
    inner join pg_catalog.pg_language l on l.oid = p.prolang
    where not l.lanpltrusted and l.lanname not in ('c', 'internal') and not p.prosecdef
      and p.prorettype not in ('pg_catalog.trigger'::pg_catalog.regtype, 'pg_catalog.event_trigger'::pg_catalog.regtype)
    union all
    -- Functions of the server that are kept from PUBLIC, and that somebody opened.
    select p.oid, 'changes the server or its files'
    from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace
      and p.proacl is not null
      and p.proname ~ ('^(pg_reload_conf|pg_rotate_logfile|pg_switch_wal|pg_create_restore_point|pg_stat_reset.*|pg_promote'
          || '|pg_wal_replay_(pause|resume)|pg_(start|stop)_backup|pg_backup_(start|stop)|pg_replication_origin_.*'
          || '|lo_(import|export)|pg_import_system_collations|pg_file_.*)$')
),
callable (oid, why) as (
    select s.oid, s.why from suspect s
    union all
    -- Whoever may call an aggregate comes by the functions that it is made of, which only its owner must be allowed to call.
    select distinct a.aggfnoid::pg_catalog.oid, 'is an aggregate, of a function that ' || s.why
    from suspect s
    inner join pg_catalog.pg_aggregate a
        on s.oid in (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn, a.aggmtransfn,
                     a.aggminvtransfn, a.aggmfinalfn)
),
held (grantee, why, function) as (
    select x.grantee, s.why,
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
            || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')'
    from callable s
    inner join pg_catalog.pg_proc p on p.oid = s.oid
    inner join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    cross join lateral pg_catalog.aclexplode(coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner))) x
    where x.grantee <> p.proowner
      -- Nobody can call what lies in a schema that is closed to them.
      and exists (select from actors a where pg_catalog.has_schema_privilege(a.oid, n.oid, 'USAGE'))
)
select
    'EXECUTE on ' || count(*) || ' function' || case when count(*) = 1 then '' else 's' end
        || ' (' || pg_catalog.array_to_string((pg_catalog.array_agg(h.function order by h.function))[1:5], ', ')
        || case when count(*) > 5 then ', …)' else ')' end || g.whose
        || case when count(*) = 1 then '; it ' else '; each ' end || h.why as finding,
    coalesce(g.leave, 'REVOKE EXECUTE ON ROUTINE '
        || pg_catalog.string_agg(h.function, ', ' order by h.function) || ' FROM ' || g.name || ';') as remedy
from held h
inner join grantees g on g.oid = h.grantee
group by g.name, g.whose, g.leave, h.why
order by g.name, h.why
