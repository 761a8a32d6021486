package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.gate.StatementRefused;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers that mean harm: each is stopped by the gate, and the other locks are seen at work where it is not there. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileReadersTest {
    private static final ReadLimits SHORT = new ReadLimits(
            Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(10), 1_000);
    private static final long FLYWAYS_LOCK = 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();
    private static final Path DOCUMENT = Path.of("docs/production.md");

    private DisposableDatabase database;
    private DisposableDatabase unguarded;
    private Verifier verifier;
    private ReadOnlyDatabase asSuperuser;
    private ReadOnlyDatabase asVerifier;
    private String before;

    @BeforeAll
    void fill(RehearsalDatabases databases) throws SQLException {
        database = databases.create("hostile");
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute(SUBJECT.formatted(Sql.literal(destination())));
        }
        verifier = Verifier.of(database, List.of("public.note"));
        unguarded = databases.clone(database, "unguarded");
        asSuperuser = new ReadOnlyDatabase(database.adminUrl(), SHORT);
        asVerifier = new ReadOnlyDatabase(verifier.url(database), SHORT);
        before = state();
    }

    private String destination() {
        DatabaseUrl url = database.adminUrl();
        return "host=localhost user=" + url.user() + " password="
                + url.password().reveal();
    }

    private static final String SUBJECT = """
            SET search_path = public;
            CREATE TABLE note (id bigserial PRIMARY KEY, body text);
            INSERT INTO note (body) VALUES ('first');
            CREATE MATERIALIZED VIEW summary AS SELECT count(*) FROM note;
            CREATE PROCEDURE write_note() LANGUAGE sql AS 'INSERT INTO public.note (body) VALUES (''called'')';
            CREATE EXTENSION dblink;
            CREATE FUNCTION write_note_elsewhere() RETURNS text LANGUAGE sql SECURITY DEFINER AS $$
                SELECT public.dblink_exec(%s || ' dbname=' || pg_catalog.current_database() || ' port='
                    || pg_catalog.current_setting('port'), 'INSERT INTO public.note (body) VALUES (''elsewhere'')') $$;
            CREATE FUNCTION note_elsewhere(text, text) RETURNS text LANGUAGE sql SECURITY DEFINER AS
                'SELECT public.write_note_elsewhere()';
            REVOKE EXECUTE ON FUNCTION note_elsewhere FROM PUBLIC;
            CREATE AGGREGATE write_notes_elsewhere(text) (sfunc = note_elsewhere, stype = text);
            CREATE EXTENSION tablefunc;
            ANALYZE note;
            """;

    @AfterAll
    void drop() throws SQLException {
        asSuperuser.close();
        asVerifier.close();
        unguarded.close();
        verifier.close();
        database.close();
    }

    static Stream<Hostile> attempts() {
        return Stream.concat(Hostile.statements(), HostileCalls.all());
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void the_gate_stops_every_attempt_whoever_makes_it(Hostile hostile) {
        for (ReadOnlyDatabase database : List.of(asSuperuser, asVerifier)) {
            if (hostile.name().contains("generate_series")) {
                assertThatExceptionOfType(ReadTimedOut.class).isThrownBy(() -> attempt(database, hostile));
            } else {
                assertThatExceptionOfType(StatementRefused.class).isThrownBy(() -> attempt(database, hostile));
            }
            assertThat(database.tally().assignedIds()).isZero();
        }
    }

    private static void attempt(ReadOnlyDatabase database, Hostile hostile) {
        database.read(connection -> {
            hostile.attempt().on(connection);
            return true;
        });
    }

    @Test
    void a_connection_that_a_reader_keeps_is_of_no_use() {
        Connection kept = asSuperuser.read(connection -> connection);

        assertThatExceptionOfType(StatementRefused.class)
                .isThrownBy(() -> Hostile.sql("SELECT 1").attempt().on(kept));
    }

    @Test
    void what_is_too_dear_is_not_analysed() {
        String many = "ANALYZE SELECT 1 FROM pg_catalog.generate_series(1, 100000000) a";

        assertThatNoException().isThrownBy(() -> attempt(asVerifier, Hostile.sql("EXPLAIN ANALYZE SELECT 1")));
        assertThatExceptionOfType(StatementRefused.class)
                .isThrownBy(() -> attempt(asVerifier, Hostile.sql("EXPLAIN " + many)))
                .withMessageContaining("the planner expects a cost of");
        assertThatExceptionOfType(StatementRefused.class)
                .isThrownBy(
                        () -> attempt(asVerifier, Hostile.sql("EXPLAIN (" + many.replace("ANALYZE", "\"analyze\")"))))
                .withMessageContaining("the planner expects a cost of");
    }

    @AfterEach
    void nothing_has_changed() throws SQLException {
        assertThat(state()).isEqualTo(before);
    }

    /** Rows, catalog, sequences, statistics, settings, transaction IDs, and what sessions could still hold. */
    private String state() throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            row.next();
            return row.getString(1)
                    + new CatalogReader(Set.of()).read(connection).hashCode();
        }
    }

    private static final String STATE = """
            SELECT pg_catalog.jsonb_build_object(
                'rows', (SELECT pg_catalog.jsonb_agg(n) FROM public.note n),
                'summary', (SELECT pg_catalog.jsonb_agg(s) FROM public.summary s),
                'sequence', (SELECT pg_catalog.jsonb_build_array(s.last_value, s.is_called)
                             FROM public.note_id_seq s),
                'large objects', (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata),
                'prepared', (SELECT count(*) FROM pg_catalog.pg_prepared_xacts),
                'settings', (SELECT count(*) FROM pg_catalog.pg_db_role_setting),
                'files', (SELECT pg_catalog.jsonb_agg(pg_catalog.concat(f.name, f.setting))
                          FROM pg_catalog.pg_file_settings f),
                'reset', (SELECT d.stats_reset FROM pg_catalog.pg_stat_database d
                          WHERE d.datname = pg_catalog.current_database()),
                'loaded', pg_catalog.pg_conf_load_time(),
                'files of relations', (SELECT pg_catalog.jsonb_agg(c.relfilenode ORDER BY c.oid)
                          FROM pg_catalog.pg_class c WHERE c.relnamespace = 'public'::regnamespace),
                'transaction', pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot()),
                'locks', (SELECT count(*) FROM pg_catalog.pg_locks l WHERE l.pid <> pg_catalog.pg_backend_pid()
                          AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d
                                            WHERE d.datname = pg_catalog.current_database())),
                'advisory', (SELECT count(*) FROM pg_catalog.pg_locks l WHERE l.locktype = 'advisory'))
            """;

    @Test
    void no_attempt_reaches_the_write_ahead_log(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase reader = databases.create("wal");
                Connection connection = reader.openAsAdmin();
                Statement log = connection.createStatement()) {
            assumeThat(one(log, "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_walinspect'"))
                    .as("whether the server can read its log")
                    .isEqualTo("1");
            log.execute("CREATE EXTENSION pg_walinspect");
            log.execute("CHECKPOINT");
            String start = one(log, "SELECT pg_current_wal_insert_lsn()");

            for (ReadOnlyDatabase each : List.of(asSuperuser, asVerifier)) {
                attempts()
                        .forEach(hostile -> assertThatExceptionOfType(RuntimeException.class)
                                .isThrownBy(() -> attempt(each, hostile)));
            }

            assertThat(written(log, start)).isEmpty();
            log.execute("SELECT pg_logical_emit_message(false, 'replyx', 'shows that it would be found')");
            assertThat(written(log, start)).singleElement().asString().startsWith("LogicalMessage");
        }
        // The extension and the message are no part of what the gate is asked.
        before = state();
    }

    /** What transactions wrote since, and messages; the server's own tidying of pages and its checkpoints are neither. */
    private static List<String> written(Statement log, String start) throws SQLException {
        // What is not flushed yet cannot be read.
        log.execute("CHECKPOINT");
        List<String> records = new ArrayList<>();
        try (ResultSet rows = log.executeQuery("SELECT concat_ws(' ', resource_manager, record_type, description)"
                + " FROM pg_get_wal_records_info(" + Sql.literal(start) + ", pg_current_wal_flush_lsn())"
                + " WHERE xid::text <> '0' OR concat(resource_manager, ' ', record_type)"
                + " !~ '^(XLOG (CHECKPOINT|FPI)|Standby RUNNING_XACTS|Heap2 PRUNE)'")) {
            while (rows.next()) {
                records.add(rows.getString(1));
            }
        }
        return records;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The table in the document is what this test finds; a difference shows it as it should be. */
    @Test
    void the_document_tells_what_stops_each_attempt_where_there_is_no_gate(Server server)
            throws SQLException, IOException {
        assumeThat(server.facts().major()).as("the server of the document").isEqualTo(18);
        String table = attempts().map(this::lineOf).collect(Collectors.joining("\n"));

        // What it did to the server by then is no part of what the gate is asked.
        before = state();
        assertThat(Files.readString(DOCUMENT)).contains(table);
    }

    private String lineOf(Hostile hostile) {
        String superuser = unguarded(hostile, false);
        String kept = contents(unguarded);
        String verifying = unguarded(hostile, true);
        // A role that may call what reaches elsewhere is refused before the first read.
        if (!hostile.name().contains("elsewhere")) {
            assertThat(contents(unguarded))
                    .as("what the right role leaves of it: %s", hostile)
                    .isEqualTo(kept);
        }
        return "| " + hostile.name().replace("|", "\\|") + " | " + superuser + " | " + verifying + " |";
    }

    /** Rows, sequences and catalog. */
    private static String contents(DisposableDatabase database) {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.jsonb_build_array("
                        + "(SELECT pg_catalog.jsonb_agg(n) FROM public.note n),"
                        + "(SELECT pg_catalog.jsonb_agg(s) FROM public.summary s),"
                        + "(SELECT pg_catalog.jsonb_build_array(s.last_value, s.is_called) FROM public.note_id_seq s),"
                        + "(SELECT count(*) FROM pg_catalog.pg_largeobject_metadata))")) {
            row.next();
            return row.getString(1)
                    + new CatalogReader(Set.of()).read(connection).hashCode();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String unguarded(Hostile hostile, boolean verifying) {
        DatabaseUrl url = verifying ? verifier.url(unguarded) : unguarded.adminUrl();
        try (Connection victim = Connector.forProduction().open(unguarded.adminUrl());
                Connection connection = Connector.forProduction().open(url)) {
            return stoppedBy(aimed(hostile, victim), connection);
        } catch (SQLException e) {
            throw new IllegalStateException(hostile.name(), e);
        }
    }

    private Hostile aimed(Hostile hostile, Connection victim) throws SQLException {
        int pid = victim.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        String aimed = hostile.name()
                .replace(":victim", Integer.toString(pid))
                .replace(":flyway", Long.toString(FLYWAYS_LOCK))
                .replace(
                        ":here",
                        Sql.literal(destination()) + " || ' dbname=' || pg_catalog.current_database() || ' port='"
                                + " || pg_catalog.current_setting('port')");
        return aimed.equals(hostile.name()) ? hostile : Hostile.sql(aimed);
    }

    private static String stoppedBy(Hostile hostile, Connection connection) throws SQLException {
        ReadTransaction transaction = ReadTransaction.begin(connection, SHORT);
        String stopped = "";
        try {
            hostile.attempt().on(connection);
        } catch (SQLException refused) {
            stopped = lock(SqlState.of(refused));
        }
        try {
            boolean noId = connection.isClosed() || transaction.endsWithoutId();
            return stopped.isEmpty() ? noId ? "nothing" : "the proof tells" : stopped;
        } catch (ReadOnlyEscape escaped) {
            return stopped.isEmpty() ? "the mark tells" : stopped + "; the mark tells";
        } catch (SQLException ended) {
            return stopped.isEmpty() ? "nothing" : stopped;
        }
    }

    private static String lock(String state) {
        return switch (state) {
            case "25006", "25001", "25P01" -> "session";
            case SqlState.NO_PRIVILEGE -> "role";
            case SqlState.CANCELED, SqlState.LOCK_NOT_AVAILABLE -> "limit";
            default -> "error " + state;
        };
    }
}
