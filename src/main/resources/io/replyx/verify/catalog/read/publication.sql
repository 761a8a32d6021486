select
    pg_catalog.quote_ident(p.pubname) as name,
    pg_catalog.array_cat(
        array[
            'publish=' || pg_catalog.concat_ws(
                ', ',
                case when p.pubinsert then 'insert' end,
                case when p.pubupdate then 'update' end,
                case when p.pubdelete then 'delete' end,
                case when p.pubtruncate then 'truncate' end
            ),
            'publish_via_partition_root=' || p.pubviaroot::pg_catalog.text,
            'for all tables=' || p.puballtables::pg_catalog.text
        ],
        array(
-- since 18
            select 'publish_generated_columns=' || case p.pubgencols when 's' then 'stored' else p.pubgencols::pg_catalog.text end
                as line
            where p.pubgencols <> 'n'
            union all
-- end
            select 'table ' || r.prrelid::pg_catalog.regclass::pg_catalog.text
-- since 15
                || coalesce(' (' || (
                    select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
                    from pg_catalog.pg_attribute a
                    where a.attrelid = r.prrelid and a.attnum = any (r.prattrs::pg_catalog.int2[])
                ) || ')', '')
                || coalesce(' where ' || pg_catalog.pg_get_expr(r.prqual, r.prrelid), '')
-- end
                as line
            from pg_catalog.pg_publication_rel r
            where r.prpubid = p.oid
-- since 15
            union all
            select 'schema ' || s.pnnspid::pg_catalog.regnamespace::pg_catalog.text
            from pg_catalog.pg_publication_namespace s
            where s.pnpubid = p.oid
-- end
            order by line
        )
    ) as properties,
    :role(p.pubowner) as owner
from pg_catalog.pg_publication p
where not :member(pg_publication, p.oid)
order by name;
