package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.Connector;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.MigrationReport;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
import javax.sql.DataSource;
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

    /** Two cores that open forty sessions at once take longer than a person would wait for one. */
    private DataSource database() {
        DatabaseUrl url = subject.database().ownerUrl();
        return Connector.forRehearsal()
                .dataSource(new DatabaseUrl(
                        url.host(),
                        url.port(),
                        url.database(),
                        url.user(),
                        url.password(),
                        url.sslMode(),
                        url.sslRootCert(),
                        url.clientCertificate(),
                        Duration.ofSeconds(60),
                        url.applicationName()));
    }

    private MigrationReport deploy() {
        return new Migrator(subject.directory().versioned(), database()).deployUpTo(Version.of("3"));
    }

    private String rollBack() throws SQLException {
        try (Connection connection = database().getConnection();
                MigrationLock lock = MigrationLock.take(connection, TABLE, Duration.ofSeconds(60))) {
            assertThat(lock).isNotNull();
            Optional<Version> current = SchemaHistory.read(connection).flatMap(SchemaHistory::current);
            return current.isEmpty()
                    ? "nothing to take back"
                    : new Undo(connection, database(), WaitLimits.STANDARD)
                            .run(subject.migration(current.get().toString()), Proof.NONE)
                            .describe();
        } catch (ExpectedFailure refused) {
            return refused.exitCode() + ": " + refused.getMessage();
        }
    }

    private static <T> List<T> together(List<Callable<T>> crowd) throws Exception {
        CyclicBarrier start = new CyclicBarrier(crowd.size());
        ExecutorService threads = Executors.newFixedThreadPool(crowd.size());
        try {
            List<Future<T>> ends = new ArrayList<>();
            for (Callable<T> one : crowd) {
                ends.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return one.call();
                }));
            }
            List<T> said = new ArrayList<>();
            for (Future<T> end : ends) {
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
    void of_many_deployers_one_applies_each_version_and_the_others_say_who_did(int crowd) throws Exception {
        List<MigrationReport> said = together(Collections.nCopies(crowd, this::deploy));

        assertThat(said).allSatisfy(report -> assertThat(report.failure()).isEmpty());
        assertThat(said.stream().flatMap(report -> report.applied().stream()))
                .containsExactlyInAnyOrder(Version.of("1"), Version.of("2"), Version.of("3"));
        assertThat(said).filteredOn(report -> report.applied().isEmpty()).allSatisfy(this::namesWhatOthersDid);
        assertThat(history().rows())
                .extracting(row -> row.version().map(Version::toString).orElse(""))
                .containsExactly("1", "2", "3");
        assertThat(subject.ask("select count(*) from t")).isEqualTo("1");
    }

    private void namesWhatOthersDid(MigrationReport loser) {
        String deed = "version 3 \\(V3__row.sql\\) was applied by "
                + subject.database().ownerUrl().user() + " at 2[0-9-]+T[0-9:]+";
        assertThat(loser.describe()).matches("nothing was left to apply; meanwhile .*" + deed);
    }

    @ParameterizedTest
    @MethodSource("crowds")
    void of_many_rollbacks_each_version_is_taken_back_once(int crowd) throws Exception {
        subject.apply();

        List<String> said = together(Collections.nCopies(crowd, this::rollBack));

        assertThat(said).filteredOn(end -> end.startsWith("undone")).hasSize(Math.min(crowd, 3));
        assertThat(said).allMatch(end -> end.startsWith("undone") || end.equals("nothing to take back"));
        eachVersionGoesUpAndDownInTurn();
    }

    @ParameterizedTest
    @MethodSource("crowds")
    void as_many_rollbacks_as_deployers_take_turns_with_them(int crowd) throws Exception {
        subject.apply();
        List<Callable<String>> both = new ArrayList<>();
        for (int i = 0; i < crowd; i++) {
            both.add(() -> deploy().describe());
            both.add(this::rollBack);
        }

        List<String> said = together(both);

        assertThat(said)
                .allSatisfy(end -> assertThat(end)
                        .doesNotContain("deadlock")
                        .matches("(?s)applied version.*|nothing was left to apply.*|undone.*|nothing to take back"));
        eachVersionGoesUpAndDownInTurn();
        assertThat(deploy().failure()).isEmpty();
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
