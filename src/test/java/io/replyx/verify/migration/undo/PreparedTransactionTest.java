package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.lock.LockHeld;
import io.replyx.verify.migration.lock.MigrationLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A transaction that was prepared and forgotten holds its locks for ever, and no process shows it: it is named. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreparedTransactionTest {
    private static final String TABLE = "public.flyway_schema_history";
    private static final String REMEDY = "rollback prepared 'left behind'";

    @TempDir
    Path root;

    private Optional<KillableServer> server = Optional.empty();
    private UndoSubject subject;

    @BeforeAll
    void start() {
        server = KillableServer.startWithPreparedTransactions();
        Assumptions.assumeTrue(
                server.isPresent(), "no container engine, so no server that keeps prepared transactions");
    }

    @AfterAll
    void stop() {
        server.ifPresent(KillableServer::close);
    }

    @BeforeEach
    void create() throws IOException {
        DisposableDatabase database = new RehearsalDatabases(server.orElseThrow()).create("prepared");
        subject = new UndoSubject(root, database);
        subject.script("versioned/V1__table.sql", "create table t (id int); create index i on t (id);");
        subject.apply();
    }

    @AfterEach
    void drop() throws SQLException {
        subject.run(REMEDY);
        subject.close();
    }

    private void prepare(String sql) throws SQLException {
        subject.run("begin; " + sql + "; prepare transaction 'left behind'");
    }

    @Test
    void an_undo_names_the_one_that_holds_a_lock_on_its_table() throws Exception {
        subject.script("undo/U1__table.sql", "drop table t;");
        prepare("insert into t values (1)");

        UndoResult result = subject.undo("1");

        assertThat(result).isInstanceOf(UndoResult.Locked.class);
        assertThat(result.describe())
                .contains("prepared transaction 'left behind' holds locks", "To end it: " + REMEDY);
    }

    @Test
    void a_concurrent_statement_is_not_begun_beside_it() throws Exception {
        subject.script("undo/U1__table.sql", "drop index concurrently i; drop table t;");
        subject.script("undo/U1__table.sql.conf", "executeInTransaction=false");
        prepare("insert into t values (1)");

        UndoResult result = subject.undo("1");

        assertThat(result).isInstanceOf(UndoResult.Locked.class);
        assertThat(result.describe())
                .contains("prepared transaction 'left behind' holds a lock on the table", "To end it: " + REMEDY);
        assertThat(subject.ask("select indisvalid from pg_index where indrelid = 't'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void whoever_waits_for_the_lock_on_migrations_is_told_of_the_one_that_holds_it() throws Exception {
        prepare("select pg_advisory_xact_lock(77431708279161 + " + quotedHash() + ")");
        try (Connection connection = subject.database().open()) {
            assertThatThrownBy(() -> MigrationLock.take(connection, TABLE, Duration.ofMillis(200)))
                    .isInstanceOf(LockHeld.class)
                    .hasMessageContaining("prepared transaction 'left behind', role "
                            + subject.database().ownerUrl().user() + ", prepared ")
                    .hasMessageContaining("end it with " + REMEDY + ".");
        }
    }

    private static int quotedHash() {
        return "\"public\".\"flyway_schema_history\"".hashCode();
    }
}
