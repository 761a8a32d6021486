package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.Verifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What reading itself does to others, and no gate tells from any other reading: it ends at a limit. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldSnapshotTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LATE = Duration.ofSeconds(60);

    /** Wide rows in the order of a number, which is cheap to compare: 10 GB in files, were they all written. */
    private static final String LARGE_SORT = "SELECT pg_catalog.max(pg_catalog.length(sorted.wide)) FROM"
            + " (SELECT n, pg_catalog.repeat('x', 100000) AS wide FROM pg_catalog.generate_series(1, 100000) AS n"
            + " ORDER BY n OFFSET 0) AS sorted";

    private DisposableDatabase database;
    private Verifier verifier;

    @BeforeAll
    void create(RehearsalDatabases databases) throws SQLException {
        database = databases.create("held");
        verifier = Verifier.of(database, List.of());
    }

    @AfterAll
    void drop() throws SQLException {
        verifier.close();
        database.close();
    }

    /** What holds back VACUUM is gone with the session, or with its transaction. */
    @AfterEach
    void nobody_holds_a_snapshot() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(Sql.ask(
                                database,
                                "select count(*) from pg_stat_activity where datname = current_database()"
                                        + " and pid <> pg_backend_pid() and backend_xmin is not null"))
                        .isEqualTo("0"));
    }

    private static ReadLimits limits(Duration statement, Duration idle, Duration run) {
        return new ReadLimits(statement, Duration.ofMillis(100), idle, run, 1_000);
    }

    @Test
    void a_reader_that_does_nothing_loses_its_session() {
        for (DatabaseUrl url : List.of(database.adminUrl(), verifier.url(database))) {
            try (ReadOnlyDatabase reading = new ReadOnlyDatabase(url, limits(LATE, SOON, LATE))) {
                assertThatExceptionOfType(NoUsableDatabase.class)
                        .isThrownBy(() -> reading.read(connection -> {
                            assertThat(one(connection)).isEqualTo(1);
                            pause(SOON.multipliedBy(4));
                            return one(connection);
                        }))
                        .withMessageContaining("was lost")
                        .withMessageContaining("idle-in-transaction timeout");
            }
        }
    }

    @Test
    void a_reader_that_goes_on_and_on_is_stopped_at_the_end_of_the_run() {
        for (DatabaseUrl url : List.of(database.adminUrl(), verifier.url(database))) {
            try (ReadOnlyDatabase reading = new ReadOnlyDatabase(url, limits(LATE, LATE, Duration.ofSeconds(2)))) {
                assertThatExceptionOfType(ReadTimedOut.class)
                        .isThrownBy(() -> reading.read(HeldSnapshotTest::goOn))
                        .withMessageContaining("time of 2 s is used up");
            }
        }
    }

    /** The script of the role says 60 s; a run may have more time than that. */
    @Test
    void whatever_the_run_allows_the_role_ends_a_transaction(Server server) throws SQLException {
        assumeThat(server.facts().major()).isGreaterThanOrEqualTo(17);
        Sql.run(database, "alter role " + verifier.quoted() + " set transaction_timeout = '1s'");
        try (ReadOnlyDatabase reading = new ReadOnlyDatabase(verifier.url(database), limits(LATE, LATE, LATE))) {
            assertThatExceptionOfType(NoUsableDatabase.class)
                    .isThrownBy(() -> reading.read(HeldSnapshotTest::goOn))
                    .withMessageContaining("was lost")
                    .withMessageContaining("transaction timeout");
        } finally {
            Sql.run(database, "alter role " + verifier.quoted() + " set transaction_timeout = '60s'");
        }
    }

    @Test
    void the_role_sorts_to_disk_no_more_than_the_script_lets_it() {
        try (ReadOnlyDatabase reading = new ReadOnlyDatabase(verifier.url(database), limits(LATE, LATE, LATE))) {
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> reading.read(connection -> execute(connection, LARGE_SORT)))
                    .withMessageContaining("temp_file_limit");
        }
    }

    @Test
    void a_superuser_sorts_to_disk_for_as_long_as_a_statement_may_take() {
        try (ReadOnlyDatabase reading = new ReadOnlyDatabase(database.adminUrl(), limits(SOON, LATE, LATE))) {
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> reading.read(connection -> execute(connection, LARGE_SORT)));
        }
    }

    /** Statement after statement, each of them short, for longer than any limit of these tests but the last. */
    private static boolean goOn(Connection connection) throws SQLException {
        for (int i = 0; i < 100; i++) {
            one(connection);
            pause(Duration.ofMillis(50));
        }
        return true;
    }

    private static int one(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static void pause(Duration duration) {
        try {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
