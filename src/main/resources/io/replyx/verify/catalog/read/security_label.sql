select
    l.provider || ' on ' || i.type || ' ' || i.identity as name,
    array['label=' || l.label] as properties,
    '' as owner
from
    pg_catalog.pg_seclabel l
    cross join lateral pg_catalog.pg_identify_object(l.classoid, l.objoid, l.objsubid) i
where
    not :system(coalesce(i.schema, ''))
    and not exists (
        select
        from pg_catalog.pg_depend e
        where e.classid = l.classoid and e.objid = l.objoid and e.deptype = 'e'
    )
union all
select l.provider || ' on (this database)', array['label=' || l.label], ''
from
    pg_catalog.pg_shseclabel l
    join pg_catalog.pg_database d on d.oid = l.objoid and d.datname = pg_catalog.current_database()
where l.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
order by name;
