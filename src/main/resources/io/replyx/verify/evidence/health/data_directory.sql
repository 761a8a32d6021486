select
    pg_catalog.current_setting('data_directory', true) as directory,
    (select s.system_identifier::pg_catalog.text from pg_catalog.pg_control_system() s) as identifier
