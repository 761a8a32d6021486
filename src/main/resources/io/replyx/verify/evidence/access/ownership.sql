with recursive :grantees,
owned (owner, place, object) as (
    select
        d.refobjid,
        case when d.dbid in (0, (select c.oid from pg_catalog.pg_database c
                                 where c.datname = pg_catalog.current_database())) then ''
             else ' in another database' end,
        case when d.classid = 'pg_catalog.pg_database'::pg_catalog.regclass
                  then (select 'database ' || pg_catalog.quote_ident(b.datname)
                        from pg_catalog.pg_database b where b.oid = d.objid)
             when d.classid = 'pg_catalog.pg_tablespace'::pg_catalog.regclass
                  then (select 'tablespace ' || pg_catalog.quote_ident(t.spcname)
                        from pg_catalog.pg_tablespace t where t.oid = d.objid)
             when d.dbid = (select c.oid from pg_catalog.pg_database c
                            where c.datname = pg_catalog.current_database())
                  then pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) end
    from pg_catalog.pg_shdepend d
    where d.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass and d.deptype = 'o'
)
select
    'owner of ' || count(*) || ' object' || case when count(*) = 1 then '' else 's' end || o.place
        || coalesce(' (' || pg_catalog.array_to_string(
            (pg_catalog.array_agg(o.object order by o.object) filter (where o.object is not null))[1:5], ', ')
        || case when count(*) > 5 then ', …)' else ')' end, '') || g.whose as finding,
    coalesce(g.leave, 'REASSIGN OWNED BY ' || g.name || ' TO CURRENT_USER;'
        || ' -- in each database, as the role that is to own them') as remedy
from owned o
inner join grantees g on g.oid = o.owner
group by g.name, g.whose, g.leave, o.place
order by g.name, o.place
