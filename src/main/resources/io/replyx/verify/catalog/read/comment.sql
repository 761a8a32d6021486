with
owned as (
    -- What hangs on a relation is told with it.
    select 'pg_catalog.pg_class'::pg_catalog.regclass as classoid, c.oid as objoid, coalesce(i.indrelid, c.oid) as relation
    from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid
    union all
    select 'pg_catalog.pg_constraint'::pg_catalog.regclass, con.oid, con.conrelid
    from pg_catalog.pg_constraint con where con.conrelid <> 0
    union all
    select 'pg_catalog.pg_trigger'::pg_catalog.regclass, t.oid, t.tgrelid from pg_catalog.pg_trigger t
    union all
    select 'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid, p.polrelid from pg_catalog.pg_policy p
    union all
    select 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid, r.ev_class from pg_catalog.pg_rewrite r
),
texts as (
    select
        i.type || ' ' || i.identity as object,
        case when owned.relation is null then '' else owned.relation::pg_catalog.regclass::pg_catalog.text end as relation,
        d.description as text
    from
        pg_catalog.pg_description d
        left join owned on owned.classoid = d.classoid and owned.objoid = d.objoid
        cross join lateral pg_catalog.pg_identify_object(d.classoid, d.objoid, d.objsubid) i
    where
        -- Objects that initdb made have numbers below this one; two of them are the user's.
        (
            d.objoid >= 16384
            or (d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                and d.objoid = pg_catalog.to_regnamespace('public') and d.description <> 'standard public schema')
            or (d.classoid = 'pg_catalog.pg_extension'::pg_catalog.regclass
                and d.description <> 'PL/pgSQL procedural language')
        )
        -- Large objects are data.
        and d.classoid <> 'pg_catalog.pg_largeobject'::pg_catalog.regclass
        and coalesce(owned.relation, 0) <> all (:bookkeeping)
        and not exists (
            select
            from pg_catalog.pg_depend e
            where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e'
        )
        and not :member(pg_class, owned.relation)
        and not :system(coalesce(i.schema, ''))
    union all
    select '(this database)', '', s.description
    from
        pg_catalog.pg_shdescription s
        join pg_catalog.pg_database b on b.oid = s.objoid and b.datname = pg_catalog.current_database()
    where s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
)
select object, relation, text
from texts
order by object;
