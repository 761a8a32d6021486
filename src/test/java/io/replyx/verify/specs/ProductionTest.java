package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.ContractFile;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.PrivilegeScope;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.apply.Migrator;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Verifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The specifications on a database in use: good as it was approved, and bad in many ways. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionTest {
    private static final Path REPLYX = Path.of("");
    private static final String REHEARSED = "verified in rehearsal, not here";

    private RehearsalDatabases databases;
    private DisposableDatabase good;
    private Verifier verifier;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        good = shared.create("production");
        MigrationDirectory directory = MigrationDirectory.read(Path.of("migrations"));
        FixtureRows rows = new FixtureRows(Path.of("fixtures/data"));
        try (PrivilegeScope superuser = shared.superuserScope()) {
            assertThat(superuser).isNotNull();
            for (Migration migration : directory.migrations()) {
                assertThat(new Migrator(directory.versioned(), good.dataSource()).applyUpTo(migration.version()))
                        .isEmpty();
                try (Connection connection = good.open()) {
                    rows.load(migration.version(), connection);
                }
            }
        }
        execute(good, "analyze");
        verifier = Verifier.of(good, tables());
    }

    private static List<String> tables() {
        Contract contract = ContractFile.read(Path.of("fixtures/contract.yaml"));
        return Stream.concat(
                        Stream.of("public.flyway_schema_history"),
                        Stream.concat(
                                contract.filledTables().stream(),
                                contract.searches().stream().map(Contract.Search::table)))
                .toList();
    }

    @AfterAll
    void drop() throws SQLException {
        verifier.close();
        good.close();
    }

    private static void execute(DisposableDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Stream<Finding> broken(List<Outcome> outcomes, String rule) {
        return outcomes.stream()
                .filter(outcome -> outcome.rule().equals(rule))
                .flatMap(outcome -> outcome.findings().stream())
                .filter(Finding::isBroken);
    }

    @Test
    void a_good_database_is_ready_and_nothing_is_written_to_it() throws SQLException {
        String before = transactions(good);

        List<Outcome> outcomes = Rehearsing.production(REPLYX, verifier.url(good));

        assertThat(outcomes).noneMatch(outcome -> outcome.status() == Status.FAILED);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() == Status.PASSED)
                .extracting(Outcome::rule)
                .contains(
                        "MIG-001", "MIG-002", "MIG-007", "MIG-008", "CAT-001", "CAT-002", "CAT-003", "CAT-004",
                        "CAT-005", "CAT-006", "VEC-001", "VEC-002", "SEC-005", "OPS-001", "OPS-003", "OPS-005",
                        "OPS-006", "OPS-007", "OPS-008", "OPS-009", "OPS-010");
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.reason().equals(REHEARSED))
                .extracting(Outcome::rule)
                .contains("MIG-003", "MIG-004", "MIG-005", "MIG-006", "DAT-001", "DAT-002");
        assertThat(transactions(good)).isEqualTo(before);
    }

    /** The next transaction ID of the whole server: the suite alone uses it now. */
    private static String transactions(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select pg_snapshot_xmax(pg_current_snapshot())::text || ' ' || sum(n_tup_ins + n_tup_upd + n_tup_del)"
                                + " from pg_stat_all_tables")) {
            result.next();
            return result.getString(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table users add by_hand text|CAT-001|column public.users.by_hand",
                "alter table users alter email type varchar(255)|CAT-001|column public.users.email",
                "drop index ix_users_email|CAT-003|index public.ix_users_email",
                "drop index ix_users_email; create index ix_users_email on users (lower(email))|CAT-003|index public.ix_users_email",
                "update pg_index set indisvalid = false where indexrelid = 'ix_users_email'::regclass|CAT-004|index public.ix_users_email",
                "update pg_index set indisvalid = false where indexrelid = 'ix_users_email'::regclass|CAT-003|index public.ix_users_email",
                "create table extra (id int)|CAT-005|table public.extra",
                "truncate users cascade|CAT-006|table public.users",
                "update flyway_schema_history set checksum = 1 where version = '3'|MIG-008|version 3",
                "update flyway_schema_history set success = false where version = '6'|MIG-008|version 6",
                "insert into flyway_schema_history select 99, '7', 'late', 'SQL', 'V7__late.sql', 1, 'x', now(), 0, true|MIG-008|version 7",
                "drop table flyway_schema_history|CAT-001|version of the database",
                "drop index knowledge_embeddings_embedding_l2_idx|VEC-002|search nearest chunks by Euclidean distance",
            })
    void a_database_that_differs_is_not_ready(String change, String rule, String object) throws SQLException {
        try (DisposableDatabase bad = databases.clone(good, "bad")) {
            execute(bad, change.split("; "));

            List<Outcome> outcomes = Rehearsing.production(REPLYX, verifier.url(bad));

            assertThat(broken(outcomes, rule)).extracting(Finding::object).contains(object);
        }
    }

    @Test
    void a_database_of_alembics_is_compared_with_the_version_that_its_revision_stands_for() throws SQLException {
        try (DisposableDatabase alembic = databases.clone(good, "alembic")) {
            execute(
                    alembic,
                    "drop table flyway_schema_history",
                    "create table alembic_version (version_num varchar(32) primary key)",
                    "insert into alembic_version values ('fb3228f45466')",
                    "grant select on alembic_version to public");

            List<Outcome> outcomes = Rehearsing.production(REPLYX, verifier.url(alembic));

            assertThat(outcomes).noneMatch(outcome -> outcome.status() == Status.FAILED);
            assertThat(broken(outcomes, "CAT-001")).isEmpty();
        }
    }

    @Test
    void an_older_version_is_compared_with_its_own_catalog_and_what_is_pending_is_noted() throws SQLException {
        try (DisposableDatabase older = databases.clone(good, "older")) {
            execute(
                    older,
                    "drop index knowledge_embeddings_embedding_cosine_idx, knowledge_embeddings_embedding_l2_idx,"
                            + " query_embeddings_cache_embedding_cosine_idx",
                    "delete from flyway_schema_history where version = '6'");

            List<Outcome> outcomes = Rehearsing.production(REPLYX, verifier.url(older));

            assertThat(outcomes).noneMatch(outcome -> outcome.status() == Status.FAILED);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.rule().equals("MIG-008"))
                    .flatExtracting(Outcome::findings)
                    .extracting(Finding::message)
                    .anySatisfy(
                            message -> assertThat(message).contains("version 6").contains("pending"));
        }
    }

    @Test
    void what_the_contract_agrees_to_is_no_difference_and_what_goes_beyond_it_is() throws SQLException {
        try (DisposableDatabase deployed = databases.clone(good, "deployed")) {
            execute(
                    deployed,
                    "create role app_user",
                    "grant select, insert, update, delete on all tables in schema public to app_user",
                    "grant usage on all sequences in schema public to app_user",
                    "grant usage on schema public to app_user",
                    "grant connect on database " + deployed.name() + " to app_user",
                    "select '[1]'::vector",
                    "alter database " + deployed.name() + " set ivfflat.probes = 10");
            try {
                List<Outcome> agreed = Rehearsing.production(REPLYX, verifier.url(deployed));
                execute(deployed, "grant truncate on users to app_user");
                List<Outcome> beyond = Rehearsing.production(REPLYX, verifier.url(deployed));

                assertThat(broken(agreed, "CAT-001")).isEmpty();
                assertThat(broken(beyond, "CAT-001"))
                        .extracting(Finding::object)
                        .containsExactly("grant table public.users to app_user");
            } finally {
                execute(deployed, "drop owned by app_user", "drop role app_user");
            }
        }
    }

    @Test
    void tables_may_belong_to_another_role_than_the_database_but_all_to_the_same() throws SQLException {
        try (DisposableDatabase owned = databases.clone(good, "owned")) {
            execute(owned, "alter database " + owned.name() + " owner to current_user");
            List<Outcome> outcomes = Rehearsing.production(REPLYX, verifier.url(owned));
            assertThat(broken(outcomes, "CAT-001")).isEmpty();

            execute(owned, "alter table payments owner to current_user");
            List<Outcome> mixed = Rehearsing.production(REPLYX, verifier.url(owned));
            assertThat(broken(mixed, "CAT-001")).extracting(Finding::object).contains("table public.payments");
        }
    }
}
