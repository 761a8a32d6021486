select
    pg_catalog.pg_has_role('pg_read_all_settings', 'usage')
    and pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'execute') as visible
