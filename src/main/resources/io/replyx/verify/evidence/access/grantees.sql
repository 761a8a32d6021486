-- Whoever's privileges the session can come by, each with the statement that takes them away from it.
actors (oid, via) as (
    select me.oid, me.oid
    from pg_catalog.pg_roles me
    where me.rolname = session_user
    union
    select m.roleid, case when r.rolname = session_user then m.roleid else a.via end
    from actors a
    inner join pg_catalog.pg_roles r on r.oid = a.oid
    inner join pg_catalog.pg_auth_members m on m.member = a.oid
),
grantees (oid, name, whose, leave) as (
    select 0::pg_catalog.oid, 'PUBLIC'::pg_catalog.text, ', which PUBLIC has'::pg_catalog.text, null::pg_catalog.text
    union all
    select
        a.oid,
        pg_catalog.quote_ident(r.rolname),
        case when r.rolname = session_user then ''
             else ', which it has as a member of role ' || pg_catalog.quote_ident(r.rolname) end,
        case when r.rolname = session_user then null
             else 'REVOKE ' || pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(min(a.via))) || ' FROM '
                 || pg_catalog.quote_ident(session_user) || ';' end
    from actors a
    inner join pg_catalog.pg_roles r on r.oid = a.oid
    group by a.oid, r.rolname
)
