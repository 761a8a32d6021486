package io.replyx.verify.archive.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.SchemaDump;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.ServerFactsQuery;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.operation.SmallSubject;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A database that was built like another: its schema, what the planner knows of it, and none of its values. */
@ExtendWith(SharedServer.class)
class LikenessTest {
    private static final String MANY = """
            create table note (id bigint generated always as identity primary key, kind text not null, body text);
            insert into note (kind, body) select 'kind ' || i % 7, 'secret ' || i from generate_series(1, 50000) as i;
            create index note_kind on note (kind);
            create index unfinished on note (body);
            analyze note;
            """;

    private static Original read(DisposableDatabase production, SmallSubject subject, ReadOnlyDatabase database) {
        ReadLimits limits = ReadLimits.standard();
        ServerFacts facts = database.read(connection -> ServerFactsQuery.read(connection, database.address()));
        Catalog catalog = database.read(new CatalogReader(Workbench.BOOKKEEPING)::readWithin);
        assertThat(subject.directory().migrations()).hasSize(1);
        return new OriginalReader(production.adminUrl(), database, limits).read(facts, catalog, line -> {});
    }

    @Test
    void the_planner_sees_production_and_nobody_sees_its_values(RehearsalDatabases databases, @TempDir Path folder)
            throws SQLException {
        SmallSubject subject = new SmallSubject(folder).version(1, MANY, "drop table note;");
        try (DisposableDatabase production = databases.create("used");
                ReadOnlyDatabase database = new ReadOnlyDatabase(production.adminUrl(), ReadLimits.standard());
                Server disposable = ServerSearch.find(
                        ServerOptions.of(
                                Settings.standard(Environment.ofProcess()).server()),
                        line -> {})) {
            subject.deployTo(production);
            Sql.run(production, "update pg_index set indisvalid = false where indexrelid = 'unfinished'::regclass");
            DatabaseVersion version =
                    database.read(connection -> DatabaseVersion.read(connection, subject.directory()));

            Likeness likeness = new LikenessBuilder(
                            disposable,
                            read(production, subject, database),
                            version,
                            subject.directory().versioned(),
                            new StartingRows(new FixtureRows(folder.resolve("none")), List.of()))
                    .build();

            DisposableDatabase built = likeness.database();
            assertThat(Sql.ask(built, "select count(*) from note")).isEqualTo("0");
            assertThat(Sql.ask(built, "select reltuples from pg_class where relname = 'note'"))
                    .isEqualTo("50000");
            assertThat(Sql.ask(built, "explain select * from note")).contains("rows=50000");
            assertThat(Sql.ask(built, "select count(*) from flyway_schema_history where version = '1'"))
                    .isEqualTo("1");
            assertThat(likeness.catalog().indexes())
                    .filteredOn(index -> index.name().equals("public.unfinished"))
                    .extracting(Index::valid)
                    .containsExactly(false);
            assertThat(likeness.noRows())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("fixtures/data"));
            if (disposable.facts().major() >= PlannerFacts.TAKES_SHAPES) {
                assertThat(Sql.ask(built, "select n_distinct from pg_stats where attname = 'kind'"))
                        .isEqualTo("7");
                assertThat(Sql.ask(
                                built,
                                "select count(*) from pg_stats where schemaname = 'public'"
                                        + " and (most_common_vals is not null or histogram_bounds is not null)"))
                        .isEqualTo("0");
            }
            likeness.databases().close();
        }
    }

    @Test
    void what_a_server_cannot_or_must_not_have_is_left_out_of_the_statements(RehearsalDatabases databases)
            throws SQLException {
        String dumped = """
                \\restrict abcDEF123

                SET no_such_setting = 0;
                CREATE EXTENSION IF NOT EXISTS no_such_extension WITH SCHEMA public;
                COMMENT ON EXTENSION no_such_extension IS 'none';
                CREATE EXTENSION IF NOT EXISTS dblink WITH SCHEMA public;
                CREATE FUNCTION public.lines() RETURNS text LANGUAGE sql AS $$
                SELECT '
                \\restrict me
                ' $$;
                CREATE TABLE public.note (id int, body text);
                ALTER TABLE ONLY public.note ALTER COLUMN id SET (pg_attver=4711);
                ALTER TABLE ONLY public.note ALTER COLUMN body SET (pg_attver=4711, n_distinct=5);
                CREATE SERVER other FOREIGN DATA WRAPPER dblink_fdw OPTIONS (host 'localhost');
                CREATE USER MAPPING FOR PUBLIC SERVER other OPTIONS (password 'of another server');
                CREATE SUBSCRIPTION feed CONNECTION 'host=other' PUBLICATION all_of_it WITH (connect = false);
                CREATE TABLE public.note (id int);
                \\unrestrict abcDEF123
                """;
        try (DisposableDatabase database = databases.create("statements");
                Connection admin = database.openAsAdmin()) {
            SchemaScript script = new SchemaScript(dumped, Map.of("no_such_extension", "1.0", "dblink", "0.1"));

            script.run(admin);

            assertThat(script.failures())
                    .singleElement()
                    .asString()
                    .contains("CREATE TABLE public.note (id int)", "already exists");
            assertThat(script.notes())
                    .anySatisfy(note -> assertThat(note).contains("no_such_extension 1.0 is not available"))
                    .anySatisfy(note -> assertThat(note).contains("dblink has version 0.1 in production"));
            assertThat(Sql.ask(database, "select public.lines()")).contains("\\restrict me");
            assertThat(Sql.ask(
                            database,
                            "select attoptions from pg_attribute where attname = 'body'"
                                    + " and attrelid = 'public.note'::regclass"))
                    .isEqualTo("{n_distinct=5}");
            assertThat(Sql.ask(database, "select count(*) from pg_user_mappings"))
                    .isEqualTo("0");
        }
    }

    @Test
    void a_dump_that_somebody_waits_for_is_ended(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase production = databases.create("used");
                ReadOnlyDatabase beside = new ReadOnlyDatabase(production.adminUrl(), ReadLimits.standard());
                Connection first = production.openAsAdmin();
                Statement holder = first.createStatement()) {
            Sql.run(production, "create table a (id int)", "create table b (id int)");
            first.setAutoCommit(false);
            // pg_dump locks table a, and then has to wait.
            holder.execute("lock table b in access exclusive mode");
            ReadLimits patient = new ReadLimits(
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(30),
                    1000);

            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> lockOnceThatIsLocked(production));

            assertThatThrownBy(() -> SchemaDump.read(production.adminUrl(), beside, patient, 18, line -> {}))
                    .isInstanceOf(ReadTimedOut.class)
                    .hasMessageContaining("Somebody waited for a table");
            second.join();
        }
    }

    private static void lockOnceThatIsLocked(DisposableDatabase production) {
        try (Connection connection = production.openAsAdmin();
                Statement statement = connection.createStatement()) {
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> Sql.ask(
                                    production,
                                    "select exists (select from pg_locks where relation = 'a'::regclass"
                                            + " and mode = 'AccessShareLock')")
                            .equals("t"));
            statement.execute("begin; set local lock_timeout = '20s'; lock table a in access exclusive mode; commit");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
