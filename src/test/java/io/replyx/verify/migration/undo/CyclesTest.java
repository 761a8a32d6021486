package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.DataFingerprint;
import io.replyx.verify.evidence.DataReader;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.SharedServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The ReplyX chain, applied by plain Flyway, taken back by us, and applied again, time after time. */
@ExtendWith(SharedServer.class)
class CyclesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static Flyway plain(DisposableDatabase database, MigrationDirectory directory) {
        return Flyway.configure()
                .dataSource(database.dataSource())
                .locations("filesystem:" + directory.versioned())
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private static void undoDownTo(int kept, DisposableDatabase database, MigrationDirectory directory)
            throws SQLException {
        List<Migration> chain = directory.migrations();
        try (Connection connection = database.open()) {
            for (int i = chain.size() - 1; i >= kept; i--) {
                assertThat(new Undo(connection).run(chain.get(i), Proof.NONE)).isInstanceOf(UndoResult.Undone.class);
            }
        }
    }

    private static Catalog catalog(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            return new CatalogReader(Workbench.BOOKKEEPING).read(connection);
        }
    }

    private static DataFingerprint rows(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            return new DataReader(connection, Workbench.BOOKKEEPING).read();
        }
    }

    /** Bytes of the server's own tables in this database, after the dead rows in them were made free. */
    private static long catalogBytes(DisposableDatabase database) throws SQLException {
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("vacuum");
            try (ResultSet result = statement.executeQuery("select sum(pg_total_relation_size(c.oid)) from pg_class c"
                    + " where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'r' and not c.relisshared")) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    @Test
    void cycles_of_up_and_down_leave_no_trace_but_the_history(RehearsalDatabases databases) throws Exception {
        MigrationDirectory directory = MigrationDirectory.read(ROOT.resolve("migrations"));
        int versions = directory.migrations().size();
        int cycles = Exhaustive.asked() ? 20 : 3;
        try (DisposableDatabase database = databases.create("cycles")) {
            try (Connection admin = database.openAsAdmin()) {
                UndoSubject.run(admin, "create extension vector");
            }
            Catalog empty = catalog(database);
            plain(database, directory).migrate();
            try (Connection connection = database.open()) {
                new FixtureRows(ROOT.resolve("fixtures/data")).load(Version.of("1"), connection);
            }
            Catalog full = catalog(database);
            DataFingerprint rows = rows(database);
            long bytesAfterFirst = 0;
            for (int cycle = 1; cycle <= cycles; cycle++) {
                undoDownTo(1, database, directory);
                assertThat(plain(database, directory).migrate().migrationsExecuted)
                        .isEqualTo(versions - 1);
                if (cycle == 1) {
                    bytesAfterFirst = catalogBytes(database);
                }
            }

            assertThat(CatalogDiff.between(catalog(database), full).describe()).isEmpty();
            assertThat(rows(database)).isEqualTo(rows);
            // What a cycle leaves dead, the next one uses again.
            assertThat(catalogBytes(database)).isLessThan(bytesAfterFirst * 3 / 2);
            assertThat(plain(database, directory).validateWithResult().validationSuccessful)
                    .isTrue();
            undoDownTo(0, database, directory);
            assertThat(CatalogDiff.between(catalog(database), empty).describe()).isEmpty();
            assertThat(historyOf(database).rows()).hasSize(versions + cycles * 2 * (versions - 1) + versions);
        }
    }

    private static SchemaHistory historyOf(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).orElseThrow();
        }
    }
}
