package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Sql;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import io.replyx.verify.operation.role.RoleKind;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.Rehearsing;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Verifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What rules on access and health say as a role that sees little, and as one that sees more. */
@ExtendWith(SharedServer.class)
class SightTest {
    private static final Path LONG_TRANSACTION = Path.of("fixtures/defects/OPS-002-transaction-left-open/broken");
    private static final Path ROLE = Path.of("fixtures/defects/SEC-001-role-may-truncate/broken");

    private DisposableDatabase database;

    @BeforeEach
    void create(RehearsalDatabases databases) throws SQLException {
        database = databases.create("sight");
        execute("create table plans (id serial primary key)", "insert into plans values (default)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Outcome only(Path subject, Verifier role, String rule) {
        List<Outcome> outcomes = Rehearsing.production(subject, role.url(database), rule);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @Test
    void sessions_of_others_are_seen_by_a_role_with_statistics_only() throws SQLException {
        try (Verifier plain = Verifier.of(database, List.of());
                Verifier seeing =
                        Verifier.make(database, RoleKind.VERIFIER, "seeing " + database.name(), List.of(), true);
                Connection open = database.open();
                Statement statement = open.createStatement()) {
            statement.execute("begin");
            statement.execute("select count(*) from plans");

            Outcome hidden = only(LONG_TRANSACTION, plain, "OPS-002");
            Outcome seen = only(LONG_TRANSACTION, seeing, "OPS-002");

            assertThat(hidden.status()).isEqualTo(Status.SKIPPED);
            assertThat(hidden.reason()).contains("GRANT pg_read_all_stats");
            assertThat(seen.status()).isEqualTo(Status.FAILED);
            assertThat(seen.findings())
                    .extracting(Finding::message)
                    .anySatisfy(message -> assertThat(message).contains("idle in transaction"));
        }
    }

    @Test
    void a_role_whose_connections_run_out_is_told_to_every_role() throws SQLException {
        String limited = "limited " + database.name();
        try (Verifier plain = Verifier.of(database, List.of());
                Verifier application = Verifier.make(database, RoleKind.APP_USER, limited, List.of(), false)) {
            try (Connection admin = database.openAsAdmin();
                    Statement statement = admin.createStatement()) {
                statement.execute("alter role " + Sql.identifier(limited) + " connection limit 1");
            }
            DatabaseUrl url = application.url(database);
            String address = "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database();
            try (Connection held = DriverManager.getConnection(
                    address, url.user(), url.password().reveal())) {
                Outcome outcome = only(ROLE, plain, "OPS-003");

                assertThat(held.isClosed()).isFalse();
                assertThat(outcome.status()).isEqualTo(Status.FAILED);
                assertThat(outcome.findings())
                        .extracting(Finding::object)
                        .containsExactly("role " + Sql.identifier(limited));
            }
        }
    }

    @Test
    void sequences_that_cannot_be_seen_are_not_passed() throws SQLException {
        try (Verifier plain = Verifier.of(database, List.of())) {
            Outcome seen = only(ROLE, plain, "OPS-004");
            execute("revoke all on sequence plans_id_seq from " + Sql.identifier(plain.name()));
            Outcome hidden = only(ROLE, plain, "OPS-004");
            execute("create sequence other", "grant select on other to " + Sql.identifier(plain.name()));
            Outcome some = only(ROLE, plain, "OPS-004");

            assertThat(seen.status()).isEqualTo(Status.PASSED);
            assertThat(seen.findings()).isEmpty();
            assertThat(hidden.status()).isEqualTo(Status.SKIPPED);
            assertThat(some.status()).isEqualTo(Status.SKIPPED);
            assertThat(some.reason()).contains("1 of 2 sequences", "GRANT SELECT ON SEQUENCE public.plans_id_seq");
        }
    }

    @Test
    void rules_that_a_plain_role_cannot_verify_are_skipped_with_their_reason() throws SQLException {
        try (Verifier plain = Verifier.of(database, List.of())) {
            Outcome passwords = only(ROLE, plain, "SEC-004");
            Outcome roles = only(ROLE, plain, "SEC-001");
            Outcome connection = only(ROLE, plain, "SEC-003");

            assertThat(passwords.status()).isEqualTo(Status.SKIPPED);
            assertThat(passwords.reason()).contains("only a superuser sees how passwords are stored");
            assertThat(roles.status()).isEqualTo(Status.SKIPPED);
            assertThat(roles.reason()).contains("the server has none of the contract's roles");
            assertThat(connection.status()).isEqualTo(Status.SKIPPED);
            assertThat(connection.reason()).contains("does not leave this machine");
        }
    }

    @Test
    void a_collation_of_another_version_breaks_nothing_where_nothing_keeps_its_order() throws SQLException {
        execute(
                "create collation old_order (provider = icu, locale = 'de')",
                "create table notes (id int primary key, name text collate old_order)",
                "create index notes_hash on notes using hash (name)",
                "create index notes_pattern on notes (name text_pattern_ops)");
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("update pg_collation set collversion = '1.0' where collname = 'old_order'");
        }
        try (Verifier plain = Verifier.of(database, List.of())) {
            Outcome noted = only(ROLE, plain, "OPS-010");
            execute("create index notes_name on notes (name)");
            Outcome broken = only(ROLE, plain, "OPS-010");

            assertThat(noted.status()).isEqualTo(Status.PASSED);
            assertThat(noted.findings()).extracting(Finding::object).containsExactly("collation public.old_order");
            assertThat(broken.status()).isEqualTo(Status.FAILED);
            assertThat(broken.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message())
                            .contains("index public.notes_name", "ALTER COLLATION public.old_order REFRESH VERSION;")
                            .doesNotContain("notes_hash", "notes_pattern"));
        }
    }

    @Test
    void names_of_indexes_do_not_lead_the_search_for_twins_astray() throws SQLException {
        execute(
                "create table \"odd, size=1; idx=\" (id int primary key, name text)",
                "create index \"a, size=5; idx=b\" on \"odd, size=1; idx=\" (name)",
                "create index \"b\"\"c\" on \"odd, size=1; idx=\" (name)");
        try (Verifier plain = Verifier.of(database, List.of())) {
            Outcome outcome = only(ROLE, plain, "OPS-007");

            assertThat(outcome.status()).isEqualTo(Status.FAILED);
            assertThat(outcome.findings())
                    .extracting(Finding::message)
                    .anySatisfy(message -> assertThat(message).contains("is the same as index"));
        }
    }

    @Test
    void rows_that_a_role_cannot_see_are_not_taken_for_rows_that_are_not_there() throws SQLException {
        Path filled = Path.of("fixtures/defects/CAT-006-table-empty/sound");
        try (Verifier plain = Verifier.of(database, List.of("public.plans"))) {
            Outcome seen = only(filled, plain, "CAT-006");
            execute("alter table plans enable row level security");
            Outcome hidden = only(filled, plain, "CAT-006");
            execute("create policy one on plans using (id = 1)");
            Outcome some = only(filled, plain, "CAT-006");
            execute("revoke all on plans from " + Sql.identifier(plain.name()));
            Outcome forbidden = only(filled, plain, "CAT-006");

            assertThat(seen.status()).isEqualTo(Status.PASSED);
            assertThat(seen.findings()).isEmpty();
            assertThat(messages(hidden)).contains("row security shows").contains("BYPASSRLS");
            assertThat(hidden.status()).isEqualTo(Status.FAILED);
            assertThat(some.status()).isEqualTo(Status.PASSED);
            assertThat(messages(some)).contains("row security is in force");
            assertThat(forbidden.status()).isEqualTo(Status.FAILED);
            assertThat(messages(forbidden)).contains("GRANT SELECT ON public.plans");
        }
    }

    private static String messages(Outcome outcome) {
        return String.join(
                "\n", outcome.findings().stream().map(Finding::message).toList());
    }
}
