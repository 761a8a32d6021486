-- A list that was never touched is null and stands for the default; only what differs from the default is told, and of
-- what belongs to an extension only what differs from what the extension gave.
with
lists as (
    select
        case c.relkind
            when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table'
        end as object_kind,
        c.oid::pg_catalog.regclass::pg_catalog.text as object,
        c.relowner as owner,
        c.relacl as acl,
        pg_catalog.acldefault(case c.relkind when 'S' then 's'::"char" else 'r'::"char" end, c.relowner) as usual,
        'pg_catalog.pg_class'::pg_catalog.regclass as class,
        c.oid as number,
        0 as place
    from
        pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where
        c.relacl is not null and c.relkind in ('r', 'p', 'f', 'v', 'm', 'S')
        and not :system(n.nspname) and c.oid <> all (:bookkeeping)
    union all
    select
        'column',
        c.oid::pg_catalog.regclass::pg_catalog.text || '.' || pg_catalog.quote_ident(a.attname),
        c.relowner,
        a.attacl,
        pg_catalog.acldefault('c', c.relowner),
        'pg_catalog.pg_class'::pg_catalog.regclass,
        c.oid,
        a.attnum
    from
        pg_catalog.pg_attribute a
        join pg_catalog.pg_class c on c.oid = a.attrelid
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where
        a.attacl is not null and not a.attisdropped
        and not :system(n.nspname) and c.oid <> all (:bookkeeping)
    union all
    select
        'schema', pg_catalog.quote_ident(n.nspname), n.nspowner, n.nspacl,
        -- The schema public comes with grants to everybody, fewer of them since 15.
        pg_catalog.acldefault('n', n.nspowner)
            || case when n.nspname = 'public' then array[
                pg_catalog.makeaclitem(0, n.nspowner, 'USAGE', false)
-- before 15
                , pg_catalog.makeaclitem(0, n.nspowner, 'CREATE', false)
-- end
            ] else '{}' end,
        'pg_catalog.pg_namespace'::pg_catalog.regclass, n.oid, 0
    from pg_catalog.pg_namespace n
    where n.nspacl is not null and not :system(n.nspname)
    union all
    select
        'function',
        pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)
            || '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')',
        p.proowner, p.proacl, pg_catalog.acldefault('f', p.proowner),
        'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, 0
    from
        pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where p.proacl is not null and not :system(n.nspname)
    union all
    select
        'type', pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname),
        t.typowner, t.typacl, pg_catalog.acldefault('T', t.typowner),
        'pg_catalog.pg_type'::pg_catalog.regclass, t.oid, 0
    from
        pg_catalog.pg_type t
        join pg_catalog.pg_namespace n on n.oid = t.typnamespace
    where t.typacl is not null and not :system(n.nspname)
    union all
    select
        'language', pg_catalog.quote_ident(l.lanname), l.lanowner, l.lanacl,
        pg_catalog.acldefault('l', l.lanowner), 'pg_catalog.pg_language'::pg_catalog.regclass, l.oid, 0
    from pg_catalog.pg_language l
    where l.lanacl is not null and l.lanispl
    union all
    select
        'foreign data wrapper', pg_catalog.quote_ident(w.fdwname), w.fdwowner, w.fdwacl,
        pg_catalog.acldefault('F', w.fdwowner), 'pg_catalog.pg_foreign_data_wrapper'::pg_catalog.regclass, w.oid, 0
    from pg_catalog.pg_foreign_data_wrapper w
    where w.fdwacl is not null
    union all
    select
        'foreign server', pg_catalog.quote_ident(s.srvname), s.srvowner, s.srvacl,
        pg_catalog.acldefault('S', s.srvowner), 'pg_catalog.pg_foreign_server'::pg_catalog.regclass, s.oid, 0
    from pg_catalog.pg_foreign_server s
    where s.srvacl is not null
    union all
    -- Not by its name: a rehearsal runs in a database of another name.
    select 'database', '(this database)', d.datdba, d.datacl, pg_catalog.acldefault('d', d.datdba),
        'pg_catalog.pg_database'::pg_catalog.regclass, d.oid, 0
    from pg_catalog.pg_database d
    where d.datacl is not null and d.datname = pg_catalog.current_database()
),
told as (
    select
        l.object_kind,
        l.object,
        l.owner,
        coalesce(pg_catalog.quote_ident(x.extname), '') as extension,
        l.acl,
        case when x.oid is null then l.usual else coalesce(i.initprivs, l.usual) end as usual
    from
        lists l
        left join pg_catalog.pg_depend own on own.classid = l.class and own.objid = l.number and own.deptype = 'e'
        left join pg_catalog.pg_extension x on x.oid = own.refobjid
        left join pg_catalog.pg_init_privs i
            on i.classoid = l.class and i.objoid = l.number and i.objsubid = l.place
),
entries as (
    select t.*, a.grantee, a.grantor, a.privilege_type, a.is_grantable, true as given
    from told t, pg_catalog.aclexplode(t.acl) a
    union all
    select t.*, a.grantee, a.grantor, a.privilege_type, a.is_grantable, false
    from told t, pg_catalog.aclexplode(t.usual) a
),
every as (
    select
        e.object_kind,
        pg_catalog.array_agg(distinct e.privilege_type order by e.privilege_type) as privileges
    from entries e
    where not e.given and e.grantee = e.owner
    group by e.object_kind
),
sums as (
    select
        e.object_kind,
        e.object,
        e.extension,
        e.grantee,
        array_agg(distinct e.privilege_type order by e.privilege_type) filter (where e.given) as plain,
        array_agg(distinct e.privilege_type || case when e.is_grantable then '*' else '' end
            order by e.privilege_type || case when e.is_grantable then '*' else '' end)
            filter (where e.given) as given,
        array_agg(distinct e.privilege_type || case when e.is_grantable then '*' else '' end
            order by e.privilege_type || case when e.is_grantable then '*' else '' end)
            filter (where not e.given) as usual,
        array_agg(distinct :role(e.grantor)) filter (where e.given) as grantors,
        bool_and(e.is_grantable) filter (where e.given) as all_grantable,
        bool_or(e.is_grantable) filter (where e.given) as some_grantable
    from entries e
    -- What an extension gave stays noted under the name of an owner that it no longer has.
    where e.extension = '' or e.grantee <> e.grantor
    group by e.object_kind, e.object, e.extension, e.grantee
)
select
    s.object_kind,
    s.object,
    :role(s.grantee) as grantee,
    case
        -- What ALL comprises grew with the server's versions.
        when s.plain = every.privileges and not s.some_grantable then array['ALL']
        when s.plain = every.privileges and s.all_grantable then array['ALL*']
        else coalesce(s.given, '{}')
    end as privileges,
    coalesce(s.grantors, '{}') as grantors,
    s.extension
from
    sums s
    left join every on every.object_kind = s.object_kind
where s.given is distinct from s.usual
order by object_kind, object, grantee;
