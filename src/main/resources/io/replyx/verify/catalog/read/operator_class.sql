select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname)
        || ' using ' || pg_catalog.quote_ident(am.amname) as name,
    pg_catalog.array_cat(
        array[
            'for=' || pg_catalog.format_type(o.opcintype, null),
            'default=' || o.opcdefault::pg_catalog.text,
            'family=' || pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.opfname),
            'storage=' || coalesce(pg_catalog.format_type(nullif(o.opckeytype, 0), null), '')
        ],
        -- What the family has of this class's own, written as the family tells it.
        array(
            select s.line from (
                select
                    'operator ' || p.amopstrategy::pg_catalog.text || ' '
                        || p.amopopr::pg_catalog.regoperator::pg_catalog.text
                        || case when p.amoppurpose = 'o'
                            then ' for order by ' || pg_catalog.quote_ident(sn.nspname) || '.'
                                || pg_catalog.quote_ident(sf.opfname)
                            else ''
                        end as line
                from
                    pg_catalog.pg_depend d
                    join pg_catalog.pg_amop p on p.oid = d.objid
                    left join pg_catalog.pg_opfamily sf on sf.oid = p.amopsortfamily
                    left join pg_catalog.pg_namespace sn on sn.oid = sf.opfnamespace
                where
                    d.classid = 'pg_catalog.pg_amop'::pg_catalog.regclass
                    and d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass and d.refobjid = o.oid
                union all
                select
                    'function ' || p.amprocnum::pg_catalog.text
                        || ' (' || pg_catalog.format_type(p.amproclefttype, null)
                        || ', ' || pg_catalog.format_type(p.amprocrighttype, null) || ') '
                        || p.amproc::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text
                from
                    pg_catalog.pg_depend d
                    join pg_catalog.pg_amproc p on p.oid = d.objid
                where
                    d.classid = 'pg_catalog.pg_amproc'::pg_catalog.regclass
                    and d.refclassid = 'pg_catalog.pg_opclass'::pg_catalog.regclass and d.refobjid = o.oid
            ) s
            order by s.line collate "C"
        )
    ) as properties,
    :role(o.opcowner) as owner
from
    pg_catalog.pg_opclass o
    join pg_catalog.pg_namespace n on n.oid = o.opcnamespace
    join pg_catalog.pg_am am on am.oid = o.opcmethod
    join pg_catalog.pg_opfamily f on f.oid = o.opcfamily
    join pg_catalog.pg_namespace fn on fn.oid = f.opfnamespace
where
    not :system(n.nspname)
    and not :member(pg_opclass, o.oid)
order by name;
