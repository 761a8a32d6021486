with recursive base (oid, type) as (
    -- What a column of a domain holds is of the type beneath.
    select t.oid, t.oid from pg_catalog.pg_type t where t.typtype <> 'd'
    union all
    select d.oid, b.type from pg_catalog.pg_type d inner join base b on b.oid = d.typbasetype where d.typtype = 'd'
),
fed as (
    -- The column that a sequence feeds, by ownership or by its default.
    select d.objid as seqrelid, a.atttypid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
        || '.' || pg_catalog.quote_ident(a.attname) as name
    from pg_catalog.pg_depend d
    inner join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    inner join pg_catalog.pg_class c on c.oid = a.attrelid
    inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
      and d.deptype in ('a', 'i') and d.refobjsubid > 0
    union
    select d.refobjid, a.atttypid, pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname)
        || '.' || pg_catalog.quote_ident(a.attname)
    from pg_catalog.pg_depend d
    inner join pg_catalog.pg_attrdef f on f.oid = d.objid
    inner join pg_catalog.pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
    inner join pg_catalog.pg_class c on c.oid = a.attrelid
    inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
      and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
),
bounded as (
    select
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name,
        coalesce(f.name, '') as feeds,
        s.seqincrement > 0 as upwards,
        s.seqmin, s.seqmax, s.seqstart,
        case b.type when 'pg_catalog.int2'::pg_catalog.regtype then 32767
                        when 'pg_catalog.int4'::pg_catalog.regtype then 2147483647
                        else 9223372036854775807 end::pg_catalog.numeric as fits,
        pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE') as visible,
        case when pg_catalog.has_sequence_privilege(c.oid, 'SELECT, USAGE')
             then pg_catalog.pg_sequence_last_value(c.oid) end as last_value
    from pg_catalog.pg_sequence s
    inner join pg_catalog.pg_class c on c.oid = s.seqrelid
    inner join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join fed f on f.seqrelid = s.seqrelid
    left join base b on b.oid = f.atttypid
    where not s.seqcycle and c.relpersistence <> 't' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
)
select b.name, b.feeds, b.visible, coalesce(b.last_value::pg_catalog.text, '') as last_value,
    (case when b.upwards then least(b.seqmax, b.fits) else greatest(b.seqmin, -b.fits - 1) end)::pg_catalog.text as bound,
    coalesce(case when b.upwards
        then 100.0 * (b.last_value::pg_catalog.numeric - least(b.seqmin, b.seqstart) + 1)
            / greatest(1, least(b.seqmax, b.fits) - least(b.seqmin, b.seqstart) + 1)
        else 100.0 * (greatest(b.seqmax, b.seqstart) - b.last_value::pg_catalog.numeric + 1)
            / greatest(1, greatest(b.seqmax, b.seqstart) - greatest(b.seqmin, -b.fits - 1) + 1) end, 0)::pg_catalog.float8 as used
from bounded b
order by b.name, b.feeds
