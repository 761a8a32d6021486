select
    coalesce(s.ssl, false) as encrypted,
    coalesce(s.version, '') as protocol,
    pg_catalog.current_setting('password_encryption') as hashing,
    pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT') as sees_passwords
from (values (pg_catalog.pg_backend_pid())) as own (pid)
left join pg_catalog.pg_stat_ssl s on s.pid = own.pid
