select
    t.tgrelid::pg_catalog.regclass::pg_catalog.text as "table",
    pg_catalog.quote_ident(t.tgname) as trigger,
    pg_catalog.pg_get_triggerdef(t.oid) as definition,
    case t.tgenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica' else 'always' end
        as enabled
from
    pg_catalog.pg_trigger t
    join pg_catalog.pg_class c on c.oid = t.tgrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where
    not t.tgisinternal
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
order by "table", trigger;
