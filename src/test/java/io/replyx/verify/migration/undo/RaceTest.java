package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployers and rollbacks that begin at the same moment: one after the other has its turn, and nobody is left waiting. */
@ExtendWith(SharedServer.class)
class RaceTest {
    private static final String TABLE = "public.flyway_schema_history";

    @TempDir
    Path root;

    private UndoSubject subject;

    @BeforeEach
    void create(RehearsalDatabases databases) throws IOException {
        DisposableDatabase database = databases.create("race");
        subject = new UndoSubject(root, database);
        subject.script("versioned/V1__table.sql", "create table t (id int, v text);");
        subject.script("undo/U1__table.sql", "drop table t;");
        subject.script("versioned/V2__index.sql", "create index concurrently i on t (v);");
        subject.script("versioned/V2__index.sql.conf", "executeInTransaction=false");
        subject.script("undo/U2__index.sql", "drop index concurrently i;");
        subject.script("undo/U2__index.sql.conf", "executeInTransaction=false");
        subject.script("versioned/V3__row.sql", "insert into t values (1, 'once');");
        subject.script("undo/U3__row.sql", "delete from t;");
    }

    @AfterEach
    void drop() {
        subject.close();
    }

    static Stream<Integer> crowds() {
        return Exhaustive.asked() ? Stream.of(2, 5, 20) : Stream.of(2, 5);
    }

    private String deploy() {
        return subject.apply().map(ScriptFailure::describe).orElse("up to date");
    }

    private String rollBack() throws SQLException {
        try (Connection connection = subject.database().open();
                MigrationLock lock = MigrationLock.take(connection, TABLE, Duration.ofSeconds(60))) {
            assertThat(lock).isNotNull();
            Optional<Version> current = SchemaHistory.read(connection).flatMap(SchemaHistory::current);
            return current.isEmpty()
                    ? "nothing to take back"
                    : new Undo(connection, subject.database().dataSource(), WaitLimits.STANDARD)
                            .run(subject.migration(current.get().toString()), Proof.NONE)
                            .describe();
        } catch (ExpectedFailure refused) {
            return refused.exitCode() + ": " + refused.getMessage();
        }
    }

    private static List<String> together(List<Callable<String>> crowd) throws Exception {
        CyclicBarrier start = new CyclicBarrier(crowd.size());
        ExecutorService threads = Executors.newFixedThreadPool(crowd.size());
        try {
            List<Future<String>> ends = new ArrayList<>();
            for (Callable<String> one : crowd) {
                ends.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return one.call();
                }));
            }
            List<String> said = new ArrayList<>();
            for (Future<String> end : ends) {
                said.add(end.get(180, TimeUnit.SECONDS));
            }
            return said;
        } finally {
            threads.shutdownNow();
        }
    }

    private SchemaHistory history() throws SQLException {
        try (Connection connection = subject.database().open()) {
            return SchemaHistory.read(connection).orElseThrow();
        }
    }

    @ParameterizedTest
    @MethodSource("crowds")
    void of_many_deployers_one_applies_each_version_and_the_others_find_it_done(int crowd) throws Exception {
        List<Callable<String>> deployers = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            deployers.add(this::deploy);
        }

        assertThat(together(deployers)).containsOnly("up to date");

        assertThat(history().rows())
                .extracting(row -> row.version().map(Version::toString).orElse(""))
                .containsExactly("1", "2", "3");
        assertThat(subject.ask("select count(*) from t")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("crowds")
    void deployers_and_rollbacks_take_turns(int crowd) throws Exception {
        subject.apply();
        List<Callable<String>> both = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            both.add(i % 2 == 0 ? this::deploy : this::rollBack);
        }

        List<String> said = together(both);

        assertThat(said)
                .allSatisfy(end -> assertThat(end)
                        .doesNotContain("deadlock")
                        .matches("(?s)up to date|undone.*|nothing to take back|.*failed migration to version.*"));
        eachVersionGoesUpAndDownInTurn();
        assertThat(deploy()).isEqualTo("up to date");
        assertThat(subject.ask("select count(*) from t")).isEqualTo("1");
    }

    private void eachVersionGoesUpAndDownInTurn() throws SQLException {
        Map<Version, Boolean> inPlace = new HashMap<>();
        for (SchemaHistory.Row row : history().rows()) {
            boolean up = row.type().equals("SQL");
            assertThat(row.success()).isTrue();
            assertThat(inPlace.put(row.version().orElseThrow(), up)).isNotEqualTo(up);
        }
    }
}
