with
lists as (
    select
        d.defaclrole,
        d.defaclnamespace,
        d.defaclobjtype,
        d.defaclacl as acl,
        -- An entry for all schemas replaces the default; an entry for one schema adds to it.
        case when d.defaclnamespace <> 0 then pg_catalog.acldefault('c', d.defaclrole) else
            pg_catalog.acldefault(
                case d.defaclobjtype when 'S' then 's'::"char" else d.defaclobjtype end, d.defaclrole
            )
        end as usual
    from pg_catalog.pg_default_acl d
    where not :member(pg_default_acl, d.oid)
),
entries as (
    select l.defaclrole, l.defaclnamespace, l.defaclobjtype, a.grantee, a.privilege_type, a.is_grantable, true as given
    from lists l, pg_catalog.aclexplode(l.acl) a
    union all
    select l.defaclrole, l.defaclnamespace, l.defaclobjtype, a.grantee, a.privilege_type, a.is_grantable, false
    from lists l, pg_catalog.aclexplode(l.usual) a
),
sums as (
    select
        e.defaclrole,
        e.defaclnamespace,
        e.defaclobjtype,
        e.grantee,
        array_agg(e.privilege_type || case when e.is_grantable then '*' else '' end
            order by e.privilege_type) filter (where e.given) as given,
        array_agg(e.privilege_type || case when e.is_grantable then '*' else '' end
            order by e.privilege_type) filter (where not e.given) as usual
    from entries e
    group by e.defaclrole, e.defaclnamespace, e.defaclobjtype, e.grantee
)
select
    case s.defaclobjtype
        when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions' when 'T' then 'types'
        when 'n' then 'schemas' when 'L' then 'large objects' else s.defaclobjtype::pg_catalog.text
    end as object_kind,
    :role(s.defaclrole) as creator,
    coalesce(pg_catalog.quote_ident(n.nspname), '') as schema,
    :role(s.grantee) as grantee,
    coalesce(s.given, '{}') as privileges
from
    sums s
    left join pg_catalog.pg_namespace n on n.oid = s.defaclnamespace
where s.given is distinct from s.usual
order by object_kind, creator, schema, grantee;
