select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.opfname)
        || ' using ' || pg_catalog.quote_ident(am.amname) as name,
    pg_catalog.array_cat(
        array(
            select s.line from (select
                'operator ' || o.amopstrategy::pg_catalog.text || ' '
                    || o.amopopr::pg_catalog.regoperator::pg_catalog.text
                    || case when o.amoppurpose = 'o'
                        then ' for order by ' || pg_catalog.quote_ident(sn.nspname) || '.'
                            || pg_catalog.quote_ident(sf.opfname)
                        else ''
                    end as line
            from
                pg_catalog.pg_amop o
                left join pg_catalog.pg_opfamily sf on sf.oid = o.amopsortfamily
                left join pg_catalog.pg_namespace sn on sn.oid = sf.opfnamespace
            where o.amopfamily = f.oid) s
            order by s.line collate "C"
        ),
        array(
            select s.line from (select
                'function ' || p.amprocnum::pg_catalog.text
                    || ' (' || pg_catalog.format_type(p.amproclefttype, null)
                    || ', ' || pg_catalog.format_type(p.amprocrighttype, null) || ') '
                    || p.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text as line
            from pg_catalog.pg_amproc p
            where p.amprocfamily = f.oid) s
            order by s.line collate "C"
        )
    ) as properties,
    :role(f.opfowner) as owner
from
    pg_catalog.pg_opfamily f
    join pg_catalog.pg_namespace n on n.oid = f.opfnamespace
    join pg_catalog.pg_am am on am.oid = f.opfmethod
where
    not :system(n.nspname)
    and not :member(pg_opfamily, f.oid)
order by name;
