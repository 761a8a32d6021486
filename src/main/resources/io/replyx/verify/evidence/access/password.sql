-- How a password is stored, never what is stored.
select r.rolname as role,
    case when a.rolpassword is null then 'none'
         when a.rolpassword ~ '^SCRAM-SHA-256\$' then 'scram-sha-256'
         when a.rolpassword ~ '^md5[0-9a-f]{32}$' then 'md5'
         else 'unknown' end as method
from pg_catalog.pg_authid a
inner join pg_catalog.pg_roles r on r.oid = a.oid
where a.rolcanlogin and (r.rolname = any (?) or r.rolname = session_user)
order by r.rolname
