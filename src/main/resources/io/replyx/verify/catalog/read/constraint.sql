select
    c.oid::pg_catalog.regclass::pg_catalog.text as "table",
    pg_catalog.quote_ident(con.conname) as "constraint",
    case con.contype
        when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key'
        when 'x' then 'exclusion' else 'check'
    end as type,
    pg_catalog.pg_get_constraintdef(con.oid) as definition,
    con.convalidated as validated,
    con.condeferrable as deferrable,
    con.condeferred as deferred,
-- since 18
    con.conenforced as enforced,
-- before 18
    true as enforced,
-- end
    case when con.coninhcount = 0 then '' when con.conislocal then 'inherited and local' else 'inherited' end
        as inheritance,
    coalesce(off.triggers, '') as triggers
from
    pg_catalog.pg_constraint con
    join pg_catalog.pg_class c on c.oid = con.conrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join (
        select
            t.tgconstraint,
            pg_catalog.string_agg(
                distinct case t.tgenabled
                    when 'D' then 'disabled' when 'R' then 'on replicas only' else 'on replicas too'
                end || ' on ' || t.tgrelid::pg_catalog.regclass::pg_catalog.text,
                ', '
            ) as triggers
        from pg_catalog.pg_trigger t
        where t.tgisinternal and t.tgenabled <> 'O' and t.tgconstraint <> 0
        group by t.tgconstraint
    ) off on off.tgconstraint = con.oid
    left join pg_catalog.pg_constraint parent on parent.oid = con.conparentid and con.conparentid <> 0
where
    -- NOT NULL has rows here only from 18: it is the column's nullability.
    con.contype in ('p', 'u', 'f', 'x', 'c')
    -- A foreign key to a partitioned table has inner rows, one a partition, that nobody wrote.
    and (parent.oid is null or parent.conrelid <> con.conrelid)
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
-- The reader sorts by name; sorting by number is cheaper here.
order by con.oid;
