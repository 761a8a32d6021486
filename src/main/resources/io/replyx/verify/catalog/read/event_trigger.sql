select
    pg_catalog.quote_ident(e.evtname) as name,
    e.evtevent::pg_catalog.text as event,
    e.evtfoid::pg_catalog.regprocedure::pg_catalog.text as function,
    case e.evtenabled when 'O' then 'origin' when 'D' then 'disabled' when 'R' then 'replica' else 'always' end
        as enabled,
    coalesce(e.evttags, '{}') as tags,
    :role(e.evtowner) as owner
from pg_catalog.pg_event_trigger e
where not :member(pg_event_trigger, e.oid)
order by name;
