select
    c.oid::pg_catalog.regclass::pg_catalog.text as name,
    pg_catalog.format_type(s.seqtypid, null) as type,
    s.seqstart::pg_catalog.text as start,
    s.seqincrement::pg_catalog.text as increment,
    s.seqmin::pg_catalog.text as minimum,
    s.seqmax::pg_catalog.text as maximum,
    s.seqcache::pg_catalog.text as cache,
    s.seqcycle as cycle,
    coalesce(d.refobjid::pg_catalog.regclass::pg_catalog.text || '.' || pg_catalog.quote_ident(a.attname), '')
        as owned_by,
    case c.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged' else 'temporary' end as persistence,
    :role(c.relowner) as owner
from
    pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_sequence s on s.seqrelid = c.oid
    left join pg_catalog.pg_depend d
        on d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid
        and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.refobjsubid > 0
        and d.deptype in ('a', 'i')
    left join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
where
    not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and coalesce(d.refobjid, 0) <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
order by name;
