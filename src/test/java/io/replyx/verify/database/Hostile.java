package io.replyx.verify.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a hostile reader tries: to write, to disturb others, or to get around the gate. */
record Hostile(String name, Attempt attempt) {
    interface Attempt {
        void on(Connection connection) throws SQLException;
    }

    @Override
    public String toString() {
        return name;
    }

    static Hostile sql(String sql) {
        return new Hostile(sql, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    /** Attempts by SQL, one a line. */
    static Stream<Hostile> statements() {
        return Arrays.stream(STATEMENTS.split("\n")).map(Hostile::sql);
    }

    private static final String STATEMENTS = """
            INSERT INTO public.note (body) VALUES ('second')
            UPDATE public.note SET body = 'other'
            DELETE FROM public.note
            MERGE INTO public.note n USING (SELECT 1 AS id) s ON n.id = s.id WHEN MATCHED THEN DELETE
            WITH gone AS (DELETE FROM public.note RETURNING id) SELECT id FROM gone
            TRUNCATE public.note
            CREATE TABLE public.other (id int)
            CREATE TEMP TABLE other (id int)
            SELECT id INTO public.other FROM public.note
            CREATE INDEX ON public.note (body)
            ALTER TABLE public.note ADD COLUMN extra int
            DROP TABLE public.note
            COMMENT ON TABLE public.note IS 'mine'
            GRANT ALL ON public.note TO PUBLIC
            REFRESH MATERIALIZED VIEW public.summary
            SELECT pg_catalog.nextval('public.note_id_seq')
            SELECT pg_catalog.setval('public.note_id_seq', 1000)
            SELECT id FROM public.note FOR UPDATE
            SELECT id FROM public.note FOR SHARE
            SELECT id FROM public.note FOR KEY SHARE
            EXPLAIN ANALYZE DELETE FROM public.note
            DO $$ BEGIN DELETE FROM public.note; END $$
            CALL public.write_note()
            SELECT public.write_note_elsewhere()
            SELECT public.write_notes_elsewhere(body) FROM public.note
            SELECT public.dblink_exec(:here, 'INSERT INTO public.note (body) VALUES (''elsewhere'')')
            PREPARE writer AS INSERT INTO public.note (body) VALUES ('second')
            COPY public.note FROM PROGRAM 'echo 7'
            COPY (SELECT 1) TO PROGRAM 'cat'
            COPY (SELECT 1) TO '/dev/null'
            REINDEX TABLE public.note
            CLUSTER public.note USING note_pkey
            ANALYZE public.note
            VACUUM public.note
            CHECKPOINT
            LOAD 'auto_explain'
            ALTER SYSTEM SET work_mem = '5MB'
            ALTER ROLE CURRENT_USER SET work_mem = '5MB'
            LOCK TABLE public.note IN ACCESS EXCLUSIVE MODE
            LOCK TABLE public.note IN ACCESS SHARE MODE
            SELECT pg_catalog.pg_advisory_lock(7777777777)
            SELECT pg_catalog.pg_advisory_lock(:flyway)
            SELECT (7777777777).pg_advisory_lock
            SELECT key.pg_advisory_lock FROM pg_catalog.abs(7777777777) AS key
            SELECT a FROM public.crosstab('SELECT 1, 1, pg_catalog.pg_advisory_lock(7777777777)::text') AS t (a int, b text)
            SELECT pg_catalog.pg_try_advisory_xact_lock_shared(1, 2)
            NOTIFY news
            LISTEN news
            SELECT pg_catalog.pg_notify('news', 'text')
            SELECT pg_catalog.pg_current_xact_id()
            SELECT pg_catalog.txid_current()
            SELECT pg_catalog.pg_export_snapshot()
            SELECT pg_catalog.pg_logical_emit_message(false, 'hostile', 'text')
            SELECT pg_catalog.pg_logical_emit_message(true, 'hostile', 'text')
            SELECT pg_catalog.pg_create_physical_replication_slot('hostile', true, true)
            SELECT pg_catalog.lo_create(0)
            SELECT pg_catalog.lo_from_bytea(0, 'text')
            SELECT pg_catalog.query_to_xml('SELECT pg_catalog.pg_notify(''news'', ''text'')', true, true, '')
            SELECT pg_catalog.pg_terminate_backend(:victim)
            SELECT pg_catalog.pg_cancel_backend(:victim)
            SELECT pg_catalog.pg_reload_conf()
            SELECT pg_catalog.pg_switch_wal()
            SELECT pg_catalog.pg_create_restore_point('hostile')
            SELECT pg_catalog.pg_stat_reset()
            SELECT pg_catalog.pg_read_file('postgresql.conf')
            SELECT pg_catalog.pg_sleep(60)
            SELECT (60).pg_sleep
            SELECT ('io'::text).pg_stat_reset_shared
            SELECT pg_catalog.count(*) FROM pg_catalog.generate_series(1, 10000000000)
            COMMIT
            COMMIT; INSERT INTO public.note (body) VALUES ('second')
            ROLLBACK; BEGIN; CREATE TEMP TABLE other (id int)
            PREPARE TRANSACTION 'hostile'
            SET TRANSACTION READ WRITE
            SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE
            SET default_transaction_read_only = off
            SET statement_timeout = 0
            SET LOCAL lock_timeout = 0
            SELECT pg_catalog.set_config('idle_in_transaction_session_timeout', '0', false)
            SET ROLE NONE
            DECLARE held CURSOR WITH HOLD FOR SELECT id FROM public.note""";
}
