-- What the server itself sets of that on which plans, waiting and the meaning of statements depend. A setting of the
-- database or the role that looks hides that of the server.
select
    s.name,
    s.setting as value,
    s.unit,
    s.context = 'postmaster' as fixed
from
    pg_catalog.pg_settings as s
where
    s.source in ('default', 'configuration file', 'command line', 'environment variable', 'global')
    and (s.category like 'Query Tuning%'
         or s.category like 'Version and Platform Compatibility%'
         or s.category = 'Lock Management'
         or s.name in ('work_mem', 'maintenance_work_mem', 'hash_mem_multiplier', 'max_parallel_workers',
                       'max_parallel_workers_per_gather', 'max_parallel_maintenance_workers', 'statement_timeout',
                       'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'search_path',
                       'row_security', 'default_transaction_isolation', 'check_function_bodies',
                       'default_toast_compression', 'DateStyle', 'IntervalStyle', 'default_text_search_config',
                       'max_prepared_transactions'))
order by
    1;
