with recursive
off (oid, trigger) as (
    select
        t.tgconstraint,
        case t.tgenabled
            when 'D' then 'disabled' when 'R' then 'on replicas only' else 'on replicas too'
        end || ' on ' || t.tgrelid::pg_catalog.regclass::pg_catalog.text
    from pg_catalog.pg_trigger t
    where t.tgisinternal and t.tgenabled <> 'O' and t.tgconstraint <> 0
    union
    -- What is off on a partition that is referenced hangs on an inner row of the foreign key.
    select outer_row.oid, off.trigger
    from
        off
        join pg_catalog.pg_constraint inner_row on inner_row.oid = off.oid
        join pg_catalog.pg_constraint outer_row
            on outer_row.oid = inner_row.conparentid and outer_row.conrelid = inner_row.conrelid
)
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
        select oid, pg_catalog.string_agg(distinct trigger, ', ') as triggers from off group by oid
    ) off on off.oid = con.oid
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
