select
    r.ev_class::pg_catalog.regclass::pg_catalog.text as "table",
    pg_catalog.quote_ident(r.rulename) as rule,
    pg_catalog.pg_get_ruledef(r.oid) as definition,
    case r.ev_enabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica' else 'always' end
        as enabled
from
    pg_catalog.pg_rewrite r
    join pg_catalog.pg_class c on c.oid = r.ev_class
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where
    -- What a view selects is the view's definition.
    r.rulename <> '_RETURN'
    and not :system(n.nspname)
    and c.oid <> all (:bookkeeping)
    and not :member(pg_class, c.oid)
order by "table", rule;
