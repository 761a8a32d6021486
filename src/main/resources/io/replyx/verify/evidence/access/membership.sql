with recursive :grantees
select
    'membership in ' || g.name || ', which ' || p.may as finding,
    g.leave as remedy
from grantees g
inner join (values
    ('pg_write_all_data', 'writes to every table'),
    ('pg_maintain', 'locks and rewrites every table'),
    ('pg_execute_server_program', 'runs programs on the server'),
    ('pg_write_server_files', 'writes files on the server'),
    ('pg_signal_backend', 'ends the sessions of others'),
    ('pg_signal_autovacuum_worker', 'ends the work of autovacuum'),
    ('pg_checkpoint', 'makes the server write out its buffers'),
    ('pg_create_subscription', 'makes subscriptions'),
    ('pg_use_reserved_connections', 'takes the connections that are kept for emergencies')) as p (name, may)
    on p.name = g.name
order by g.name
