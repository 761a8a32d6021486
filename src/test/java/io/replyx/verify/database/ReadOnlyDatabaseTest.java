package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.database.gate.StatementRefused;
import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
class ReadOnlyDatabaseTest {
    private static final ReadLimits SHORT = new ReadLimits(
            Duration.ofMillis(300), Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofSeconds(60), 1_000);

    private DisposableDatabase database;
    private ReadOnlyDatabase readOnly;

    @BeforeEach
    void fill(RehearsalDatabases databases) throws SQLException {
        database = databases.create("read only");
        execute("CREATE TABLE note (id bigserial PRIMARY KEY, body text)");
        execute("INSERT INTO note (body) VALUES ('first')");
        // As a superuser, whom no missing privilege stops.
        readOnly = new ReadOnlyDatabase(database.adminUrl(), SHORT);
    }

    @AfterEach
    void drop() {
        readOnly.close();
        database.close();
    }

    @Test
    void reading_gives_the_value_and_no_transaction_id() {
        assertThat(read("SELECT body FROM public.note")).isEqualTo("first");
        assertThat(readOnly.tally()).isEqualTo(new TransactionTally(1, 0));
    }

    @Test
    void the_transaction_is_read_only_short_and_sees_pg_catalog() {
        assertThat(read("SHOW transaction_read_only")).isEqualTo("on");
        assertThat(read("SHOW statement_timeout")).isEqualTo("300ms");
        assertThat(read("SHOW lock_timeout")).isEqualTo("100ms");
        assertThat(read("SHOW idle_in_transaction_session_timeout")).isEqualTo("10s");
        assertThat(read("SHOW search_path")).isEqualTo("pg_catalog");
        assertThat(read("SHOW timezone")).isEqualTo("UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO public.note (body) VALUES ('second')",
                "UPDATE public.note SET body = 'other'",
                "TRUNCATE public.note",
                "CREATE TEMP TABLE other (id int)",
                "SELECT pg_catalog.nextval('public.note_id_seq')",
                "SET TRANSACTION READ WRITE",
                "DO $$ BEGIN DELETE FROM public.note; END $$",
                "ROLLBACK TO SAVEPOINT before_reading; INSERT INTO public.note (body) VALUES ('second')"
            })
    void without_the_gate_the_session_refuses_whatever_writes(String sql) throws SQLException {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> ungated(sql))
                .satisfies(failure -> assertThat(failure.getSQLState()).startsWith("25"));

        assertThat(notes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT; INSERT INTO public.note (body) VALUES ('second')",
                "ROLLBACK; BEGIN; INSERT INTO public.note (body) VALUES ('second')",
                "COMMIT; BEGIN READ ONLY; SAVEPOINT before_reading",
                "COMMIT"
            })
    void without_the_gate_the_end_of_a_transaction_is_found_out(String sql) {
        assertThatExceptionOfType(ReadOnlyEscape.class).isThrownBy(() -> ungated(sql));
    }

    /** What happens in a transaction of a read when nothing stands before it. */
    private void ungated(String sql) throws SQLException {
        try (Connection connection = Connector.forProduction().open(database.adminUrl())) {
            ReadTransaction transaction = ReadTransaction.begin(connection, SHORT);
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } finally {
                transaction.endsWithoutId();
            }
        }
    }

    @Test
    void a_transaction_that_takes_an_id_is_counted_even_when_it_fails_afterwards() throws SQLException {
        execute("CREATE VIEW takes_id AS SELECT pg_catalog.pg_current_xact_id() AS id");

        run("SELECT id FROM public.takes_id");
        assertThatExceptionOfType(QueryFailed.class)
                .isThrownBy(() -> run("SELECT 1 / (id::pg_catalog.text::pg_catalog.numeric * 0) FROM public.takes_id"));
        run("SELECT 1");

        assertThat(readOnly.tally()).isEqualTo(new TransactionTally(3, 2));
    }

    @Test
    void a_refusal_that_a_reader_swallows_breaks_the_check_all_the_same() {
        assertThatExceptionOfType(StatementRefused.class)
                .isThrownBy(() -> readOnly.read(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("DELETE FROM public.note");
                    } catch (StatementRefused swallowed) {
                        return false;
                    }
                }));
        assertThat(readOnly.tally()).isEqualTo(new TransactionTally(1, 0));
    }

    @Test
    void too_many_rows_are_given_up() {
        assertThat(count("SELECT pg_catalog.generate_series(1, 1000)")).isEqualTo(1_000);
        assertThatExceptionOfType(ReadTimedOut.class)
                .isThrownBy(() -> count("SELECT pg_catalog.generate_series(1, 1001)"))
                .withMessageContaining("more than 1000 rows");
    }

    @Test
    void more_rows_than_a_read_may_have_are_not_even_fetched() {
        int asked = readOnly.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT pg_catalog.generate_series(1, 100000)")) {
                rows.next();
                return statement.getMaxRows();
            }
        });
        int own = readOnly.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(3);
                statement.executeQuery("SELECT pg_catalog.generate_series(1, 100000)");
                return statement.getMaxRows();
            }
        });

        assertThat(asked).isEqualTo(1001);
        assertThat(own).isEqualTo(3);
    }

    private int count(String sql) {
        return readOnly.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                int count = 0;
                while (rows.next()) {
                    count++;
                }
                return count;
            }
        });
    }

    @Test
    void after_the_time_of_the_run_nothing_more_is_read() {
        ReadLimits none = new ReadLimits(SHORT.statement(), SHORT.lock(), SHORT.idle(), Duration.ZERO, 1);
        try (ReadOnlyDatabase late = new ReadOnlyDatabase(database.adminUrl(), none)) {
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> late.read(connection -> 1))
                    .withMessageContaining("run's time");
            assertThat(late.tally()).isEqualTo(TransactionTally.none());
        }
    }

    @Test
    void a_statement_that_begins_late_is_given_what_is_left_of_the_run() {
        ReadLimits brief =
                new ReadLimits(Duration.ofMinutes(10), SHORT.lock(), SHORT.idle(), Duration.ofMillis(1500), 10);
        try (ReadOnlyDatabase late = new ReadOnlyDatabase(database.adminUrl(), brief)) {
            List<String> limits = new ArrayList<>();
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> late.read(connection -> {
                        limits.add(timeout(connection));
                        pause(300);
                        limits.add(timeout(connection));
                        return slow(connection);
                    }))
                    .withMessageContaining("run's time of 1 s is used up");
            assertThat(limits).hasSize(2).doesNotHaveDuplicates().allMatch(limit -> limit.endsWith("ms"));
            assertThat(late.tally()).isEqualTo(new TransactionTally(1, 0));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String timeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW statement_timeout")) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean slow(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT pg_catalog.count(*) FROM pg_catalog.generate_series(1, 10000000000)");
        }
    }

    @Test
    void rows_that_are_still_handed_over_after_the_time_of_the_run_are_given_up() {
        ReadLimits brief =
                new ReadLimits(SHORT.statement(), SHORT.lock(), SHORT.idle(), Duration.ofMillis(500), Long.MAX_VALUE);
        try (ReadOnlyDatabase late = new ReadOnlyDatabase(database.adminUrl(), brief)) {
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> late.read(connection -> {
                        try (Statement statement = connection.createStatement();
                                ResultSet rows = statement.executeQuery("SELECT pg_catalog.generate_series(1, 100)")) {
                            while (rows.next()) {
                                pause(50);
                            }
                            return true;
                        }
                    }))
                    .withMessageContaining("run's time");
        }
    }

    @Test
    void a_read_waits_for_the_connection_of_another_no_longer_than_the_run() throws Exception {
        ReadLimits brief = new ReadLimits(SHORT.statement(), SHORT.lock(), SHORT.idle(), Duration.ofMillis(700), 10);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (ReadOnlyDatabase busy = new ReadOnlyDatabase(database.adminUrl(), brief)) {
            CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(() -> busy.read(connection -> {
                begun.countDown();
                return await(end);
            }));
            begun.await();

            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> busy.read(connection -> 1))
                    .withMessageContaining("the rest of the run's time");
            end.countDown();
            assertThat(other.join()).isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_slow_statement_is_given_up() {
        assertThatExceptionOfType(ReadTimedOut.class)
                .isThrownBy(() -> read("SELECT pg_catalog.count(*) FROM pg_catalog.generate_series(1, 1000000000)"))
                .withMessageContaining("longer than 300 ms");
        assertThat(read("SELECT 'still usable'")).isEqualTo("still usable");
    }

    @Test
    void a_lock_is_not_waited_for() throws SQLException {
        try (Connection migration = database.open();
                Statement statement = migration.createStatement()) {
            migration.setAutoCommit(false);
            statement.execute("ALTER TABLE note ADD COLUMN extra int");

            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> read("SELECT body FROM public.note"))
                    .withMessageContaining("within 100 ms");
        }
    }

    @Test
    void a_lost_connection_is_told_and_made_anew() throws SQLException {
        String pid = read("SELECT pg_catalog.pg_backend_pid()");
        execute("SELECT pg_terminate_backend(" + pid + ", 1000)");

        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(() -> read("SELECT 1"))
                .withMessageContaining("was lost");
        assertThat(read("SELECT 'again'")).isEqualTo("again");
    }

    private String read(String sql) {
        return readOnly.read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getString(1);
            }
        });
    }

    private void run(String sql) {
        readOnly.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = public");
            statement.execute(sql);
            statement.execute("ALTER TABLE IF EXISTS note OWNER TO "
                    + Sql.identifier(database.ownerUrl().user()));
        }
    }

    private int notes() throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM public.note")) {
            row.next();
            return row.getInt(1);
        }
    }
}
