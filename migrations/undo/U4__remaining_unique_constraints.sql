-- Not in a transaction, because of the concurrent builds. At every moment, and after an interruption at any statement,
-- a constraint or a valid unique index guards each column; a rerun from the top completes the undo.

-- What an interrupted build left INVALID. A valid index stays: once the constraints are gone, it alone guards its
-- column.
DO $$
DECLARE
    leftover regclass;
BEGIN
    FOR leftover IN
        SELECT i.indexrelid::regclass
          FROM pg_catalog.pg_index i
          JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
         WHERE c.relnamespace = 'public'::regnamespace
           AND c.relname IN ('ix_system_settings_category_key',
                             'ix_users_email')
           AND NOT i.indisvalid
    LOOP
        EXECUTE 'DROP INDEX ' || leftover;
    END LOOP;
END
$$;

CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_system_settings_category_key
    ON public.system_settings (category, key);
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix_users_email
    ON public.users (email);

-- One statement, so all or nothing. It refuses to drop a constraint that has no index to take over.
DO $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(want.name, ', ')
      INTO missing
      FROM (VALUES ('ix_system_settings_category_key', 'public.system_settings'::regclass),
                   ('ix_users_email', 'public.users'::regclass)) AS want (name, relid)
     WHERE NOT EXISTS (SELECT 1
                         FROM pg_catalog.pg_index i
                         JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
                        WHERE i.indrelid = want.relid
                          AND c.relname = want.name
                          AND i.indisunique AND i.indisvalid);
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'no valid unique index to take over: %', missing;
    END IF;

    ALTER TABLE public.system_settings DROP CONSTRAINT IF EXISTS uq_system_settings_category_key;
    ALTER TABLE public.users DROP CONSTRAINT IF EXISTS uq_users_email;
END
$$;
