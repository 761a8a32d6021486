package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.settings.PoolSettings;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a production run reads over. */
@ExtendWith(SharedServer.class)
@Timeout(60)
class PooledReadsTest {
    private static final PoolSettings IMPATIENT =
            new PoolSettings(15, 20, Duration.ofMillis(500), Duration.ofHours(1), true);

    private DisposableDatabase database;

    @BeforeEach
    void create(RehearsalDatabases databases) throws SQLException {
        database = databases.create("pooled");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private ReadOnlyDatabase reading(PoolSettings pool, int most) {
        return ReadOnlyDatabase.pooled(database.ownerUrl(), ReadLimits.standard(), pool, most, ReadWatch.SILENT);
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** A read that is not over before another one has begun. */
    private static ReadQuery<Integer> together(CyclicBarrier barrier) {
        return connection -> {
            int session = session(connection);
            try {
                barrier.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new SQLException(e);
            }
            return session;
        };
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void reads_one_after_another_share_a_connection() {
        try (ReadOnlyDatabase reading = reading(IMPATIENT, 2)) {
            assertThat(reading.read(PooledReadsTest::session)).isEqualTo(reading.read(PooledReadsTest::session));
            assertThat(reading.tally()).isEqualTo(new TransactionTally(2, 0));
        }
    }

    @Test
    void reads_at_the_same_time_have_a_connection_each() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (ReadOnlyDatabase reading = reading(IMPATIENT, 2)) {
            List<Integer> sessions =
                    atOnce(List.of(() -> reading.read(together(both)), () -> reading.read(together(both))));

            assertThat(sessions).doesNotHaveDuplicates();
            assertThat(reading.tally()).isEqualTo(new TransactionTally(2, 0));
        }
    }

    @Test
    void the_budget_caps_the_pool_and_whoever_waits_too_long_is_told() throws Exception {
        try (ReadOnlyDatabase reading = reading(IMPATIENT, 1)) {
            reading.read(connection -> {
                assertThatExceptionOfType(ReadTimedOut.class)
                        .isThrownBy(() -> reading.read(PooledReadsTest::session))
                        .withMessageContaining("All connections of the run, 1,")
                        .withMessageContaining("DB_POOL_TIMEOUT");
                return 0;
            });
        }
    }

    @Test
    void the_variables_may_ask_for_fewer_than_the_budget_allows() {
        PoolSettings one = new PoolSettings(1, 0, Duration.ofMillis(500), Duration.ofHours(1), false);
        try (ReadOnlyDatabase reading = reading(one, 2)) {
            reading.read(connection -> {
                assertThatExceptionOfType(ReadTimedOut.class).isThrownBy(() -> reading.read(PooledReadsTest::session));
                return 0;
            });
        }
    }

    @Test
    void a_connection_that_was_ended_meanwhile_is_not_lent_again() throws SQLException {
        try (ReadOnlyDatabase reading = reading(IMPATIENT, 1)) {
            int first = reading.read(PooledReadsTest::session);
            Sql.run(database, "select pg_terminate_backend(" + first + ", 5000)");

            assertThat(reading.read(PooledReadsTest::session)).isNotEqualTo(first);
        }
    }

    @Test
    void a_wrong_password_is_told_at_once() {
        var stranger = database.ownerUrl().withUser("nobody", Secret.of("S3cr3tCANARY"));
        PoolSettings patient = PoolSettings.standard();
        long start = System.nanoTime();

        try (ReadOnlyDatabase reading =
                ReadOnlyDatabase.pooled(stranger, ReadLimits.standard(), patient, 2, ReadWatch.SILENT)) {
            assertThatExceptionOfType(NoUsableDatabase.class)
                    .isThrownBy(() -> reading.read(PooledReadsTest::session))
                    .withMessageContaining("does not take the password of user nobody");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void every_statement_is_told_without_its_values() {
        List<String> told = new ArrayList<>();
        ReadWatch watch = new ReadWatch() {
            @Override
            public void sent(Supplier<String> statement) {
                told.add(statement.get());
            }

            @Override
            public void repeated(String reason) {
                told.add(reason);
            }
        };

        try (ReadOnlyDatabase reading =
                ReadOnlyDatabase.pooled(database.ownerUrl(), ReadLimits.standard(), IMPATIENT, 2, watch)) {
            reading.read(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("select 'S3cr3tCANARY' as text")) {
                    return row.next();
                }
            });
        }

        assertThat(told)
                .containsExactly("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "select ? as text", "ROLLBACK");
    }
}
