select
    c.oid::pg_catalog.regclass::pg_catalog.text as name,
    case c.relkind when 'r' then 'table' when 'p' then 'partitioned table' else 'foreign table' end as form,
    case c.relpersistence when 'p' then 'permanent' when 'u' then 'unlogged' else 'temporary' end as persistence,
    :role(c.relowner) as owner,
    coalesce(am.amname::pg_catalog.text, '') as access_method,
    case when c.relkind = 'p' then pg_catalog.pg_get_partkeydef(c.oid) else '' end as partition_key,
    case when c.relispartition then pg_catalog.pg_get_expr(c.relpartbound, 0) else '' end as partition_bound,
    coalesce(parents.names, '{}') as inherits,
    case when c.reloftype = 0 then '' else pg_catalog.format_type(c.reloftype, null) end as of_type,
    pg_catalog.array_cat(
        coalesce(c.reloptions, '{}'),
        -- A TOAST table carries the parameters that are written as toast.* on its table.
        coalesce(array(select 'toast.' || o from pg_catalog.unnest(t.reloptions) as o), '{}')
    ) as storage_parameters,
    case when f.ftrelid is null then '{}' else
        pg_catalog.array_prepend('server=' || pg_catalog.quote_ident(s.srvname), :options(f.ftoptions))
    end as foreign_options,
    c.relrowsecurity as row_security,
    c.relforcerowsecurity as force_row_security,
    case c.relreplident when 'n' then 'nothing' when 'f' then 'full' when 'i' then 'index' else 'default' end
        as replica_identity,
    coalesce(parents.detach_pending, false) as detach_pending,
    coalesce(ts.spcname::pg_catalog.text, '') as tablespace
from
    pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
    left join pg_catalog.pg_am am on am.oid = c.relam
    left join pg_catalog.pg_tablespace ts on ts.oid = c.reltablespace
    left join pg_catalog.pg_foreign_table f on f.ftrelid = c.oid
    left join pg_catalog.pg_foreign_server s on s.oid = f.ftserver
    left join (
        select
            i.inhrelid,
            pg_catalog.array_agg(i.inhparent::pg_catalog.regclass::pg_catalog.text order by i.inhseqno) as names,
            -- An interrupted DETACH PARTITION … CONCURRENTLY: its rows are not found through the parent any more.
            pg_catalog.bool_or(i.inhdetachpending) as detach_pending
        from
            pg_catalog.pg_inherits i
            join pg_catalog.pg_class p on p.oid = i.inhparent and p.relkind in ('r', 'p', 'f')
        group by i.inhrelid
    ) parents on parents.inhrelid = c.oid
where
    c.relkind in ('r', 'p', 'f')
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
-- The reader sorts by name; sorting by number is cheaper here.
order by c.oid;
