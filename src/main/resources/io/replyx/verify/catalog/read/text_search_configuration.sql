select
    pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.cfgname) as name,
    pg_catalog.array_prepend(
        'parser=' || case when pn.nspname = 'pg_catalog' then '' else pg_catalog.quote_ident(pn.nspname) || '.' end
            || pg_catalog.quote_ident(p.prsname),
        array(
            select
                t.alias || '=' || pg_catalog.string_agg(
                    m.mapdict::pg_catalog.regdictionary::pg_catalog.text, ', ' order by m.mapseqno
                ) as line
            from
                pg_catalog.pg_ts_config_map m
                join pg_catalog.ts_token_type(c.cfgparser) t on t.tokid = m.maptokentype
            where m.mapcfg = c.oid
            group by t.alias
            order by t.alias collate "C"
        )
    ) as properties,
    :role(c.cfgowner) as owner
from
    pg_catalog.pg_ts_config c
    join pg_catalog.pg_namespace n on n.oid = c.cfgnamespace
    join pg_catalog.pg_ts_parser p on p.oid = c.cfgparser
    join pg_catalog.pg_namespace pn on pn.oid = p.prsnamespace
where
    not :system(n.nspname)
    and not :member(pg_ts_config, c.oid)
order by name;
