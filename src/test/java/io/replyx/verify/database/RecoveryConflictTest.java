package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.PoolSettings;
import io.replyx.verify.testing.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reads of a standby that does not wait for them: VACUUM on the primary takes away what they may still see. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryConflictTest {
    private Optional<KillableServer> server = Optional.empty();
    private Optional<DatabaseUrl> standby = Optional.empty();
    private final List<String> told = new ArrayList<>();

    @BeforeAll
    void start() throws Exception {
        server = KillableServer.start();
        Assumptions.assumeTrue(server.isPresent(), "no container engine, so no server that has a standby");
        Sql.run(primary(), "create table t (id int primary key)");
        standby = Optional.of(server.orElseThrow().startStandby());
        Sql.run(
                standby.orElseThrow(),
                "alter system set max_standby_streaming_delay = 0",
                "select pg_catalog.pg_reload_conf()");
    }

    @AfterAll
    void stop() {
        server.ifPresent(KillableServer::close);
    }

    private DatabaseUrl primary() {
        return server.orElseThrow().adminUrl();
    }

    private ReadOnlyDatabase reading() {
        ReadWatch watch = new ReadWatch() {
            @Override
            public void sent(Supplier<String> statement) {
                // Of no interest here.
            }

            @Override
            public void repeated(String reason) {
                told.add(reason);
            }
        };
        told.clear();
        return ReadOnlyDatabase.pooled(standby.orElseThrow(), ReadLimits.standard(), PoolSettings.standard(), 2, watch);
    }

    /** Take away on the primary what a read on the standby may still see, and wait until that was given up for it. */
    private void cancel(Connection connection) throws SQLException {
        int session = number(connection, "select pg_catalog.pg_backend_pid()");
        number(connection, "select pg_catalog.count(*) from public.t");
        Sql.run(primary(), "insert into t select generate_series(1, 100)", "delete from t", "vacuum t");
        try (Connection other = Connector.forRehearsal().open(standby.orElseThrow())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> number(other, "select count(*) from pg_stat_activity where pid = " + session) == 0);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void a_read_that_recovery_cancels_is_made_again() {
        AtomicInteger tries = new AtomicInteger();
        try (ReadOnlyDatabase reading = reading()) {
            int rows = reading.read(connection -> {
                if (tries.incrementAndGet() < 3) {
                    cancel(connection);
                }
                return number(connection, "select pg_catalog.count(*) from public.t");
            });

            assertThat(rows).isZero();
            assertThat(tries).hasValue(3);
            assertThat(reading.repeated()).isEqualTo(2);
            assertThat(reading.tally()).isEqualTo(new TransactionTally(3, 0));
            assertThat(told)
                    .containsExactly(
                            "recovery of the standby cancelled a read, which is made again (try 2 of 5)",
                            "recovery of the standby cancelled a read, which is made again (try 3 of 5)");
        }
    }

    @Test
    void a_read_that_recovery_cancels_again_and_again_is_given_up() {
        AtomicInteger tries = new AtomicInteger();
        try (ReadOnlyDatabase reading = reading()) {
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> reading.read(connection -> {
                        tries.incrementAndGet();
                        cancel(connection);
                        return number(connection, "select pg_catalog.count(*) from public.t");
                    }))
                    .withMessageContaining("Recovery of the standby at")
                    .withMessageContaining("cancelled a read 5 times");

            assertThat(tries).hasValue(5);
            assertThat(reading.tally()).isEqualTo(new TransactionTally(5, 0));
        }
    }

    @Test
    void a_session_that_recovery_ended_is_not_taken_for_an_escape() {
        AtomicInteger tries = new AtomicInteger();
        try (ReadOnlyDatabase reading = reading()) {
            int rows = reading.read(connection -> {
                if (tries.incrementAndGet() == 1) {
                    cancel(connection);
                    throw new IllegalStateException("the reader gave up before it learnt of the end");
                }
                return number(connection, "select pg_catalog.count(*) from public.t");
            });

            assertThat(rows).isZero();
            assertThat(reading.tally()).isEqualTo(new TransactionTally(2, 0));
        }
    }

    @Test
    void tries_end_with_the_time_of_the_run() {
        ReadLimits brief = new ReadLimits(
                Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMillis(400), 1_000);
        AtomicInteger tries = new AtomicInteger();
        try (ReadOnlyDatabase reading =
                ReadOnlyDatabase.pooled(standby.orElseThrow(), brief, PoolSettings.standard(), 2, ReadWatch.SILENT)) {
            assertThatExceptionOfType(ReadTimedOut.class)
                    .isThrownBy(() -> reading.read(connection -> {
                        tries.incrementAndGet();
                        cancel(connection);
                        return number(connection, "select pg_catalog.count(*) from public.t");
                    }));
            assertThat(tries.get()).isLessThan(5);
        }
    }
}
