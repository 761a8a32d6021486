package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands as a user has them, all but their start in a process of their own. */
@ExtendWith(SharedServer.class)
class MainTest {
    private static final String CANARY = "S3cr3tCANARY";

    @TempDir
    Path reports;

    private String output = "";

    private int verify(Map<String, String> variables, String... arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        Environment environment = new Environment(variables, Path.of(""));
        int code = Main.execute(arguments, environment, writer, writer);
        output = text.toString();
        return code;
    }

    private JsonNode summary() throws IOException {
        return new ObjectMapper().readTree(reports.resolve("summary.json").toFile());
    }

    @Test
    void a_misnamed_script_ends_the_run_before_anything_is_touched() throws IOException {
        int code = verify(
                Map.of(),
                "rehearse",
                "--migrations",
                "fixtures/defects/MIG-001-misnamed/broken/migrations",
                "--reports",
                reports.toString(),
                "--no-setup");

        assertThat(code).isEqualTo(2);
        assertThat(output).contains("[MIG-001]").contains("NOT READY").doesNotContain("\tat ");
        assertThat(summary().path("exitCode").asInt()).isEqualTo(2);
        assertThat(summary().path("server").isMissingNode()).isTrue();
    }

    @Test
    void a_missing_undo_is_not_ready(Server server) throws IOException {
        int code = rehearse(server, "MIG-007-missing-undo");

        assertThat(code).isEqualTo(1);
        assertThat(output).contains("[MIG-007]").contains("docs/rules/MIG-007.md");
    }

    @Test
    void a_broken_rule_is_told_in_full_and_written_down(Server server) throws IOException {
        int code = rehearse(server, "MIG-003-forgotten-index");

        assertThat(code).isEqualTo(1);
        assertThat(output)
                .contains("[MIG-003] An undo restores the catalog from before its version")
                .contains("extra:")
                .contains("Scripts: migrations/undo/")
                .contains("--rule MIG-003");
        assertThat(summary().path("verdict").asText()).isEqualTo("NOT READY");
        assertThat(summary().findValuesAsText("direction")).contains("undo");
        assertThat(reports.resolve("allure/index.html")).exists();
    }

    /** On a copy of the shared server's address, so that no further container has to start. */
    private int rehearse(Server server, String defect) {
        Path folder = Path.of("fixtures/defects", defect, "broken");
        return verify(
                Map.of("REHEARSAL_SERVER_URL", VerifyProcess.text(server.adminUrl())),
                "rehearse",
                "--migrations",
                folder.resolve("migrations").toString(),
                "--reports",
                reports.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--rule MIG-999, 'no rule MIG-999'",
        "--to seven, '--to seven is no version'",
        "--to 99, 'no version 99'",
        "--migrations nowhere, 'no folder of migrations at nowhere'",
        "--contract nowhere.yaml, 'cannot read the contract nowhere.yaml'",
        "--provider cloud, '--provider cloud is unknown'",
        "--no-such-option, 'Unknown option'",
        "--reports pom.xml, 'pom.xml'",
    })
    void wrong_use_is_named_and_touches_nothing(String options, String problem) {
        boolean elsewhere = options.startsWith("--reports");
        Stream<String> common = elsewhere
                ? Stream.of("rehearse", "--no-setup")
                : Stream.of("rehearse", "--no-setup", "--reports", reports.toString());
        String[] arguments =
                Stream.concat(common, Stream.of(options.split(" "))).toArray(String[]::new);

        assertThat(verify(Map.of(), arguments)).isEqualTo(2);
        assertThat(output).contains(problem).doesNotContain("\tat ");
    }

    @Test
    void production_without_an_address_is_wrong_use() {
        assertThat(verify(Map.of(), "production", "--reports", reports.toString()))
                .isEqualTo(2);
        assertThat(output).contains("DATABASE_URL is not set");
    }

    @Test
    void a_wrong_password_is_no_usable_database_and_never_shown(RehearsalDatabases databases) throws IOException {
        try (DisposableDatabase database = databases.create("locked")) {
            DatabaseUrl wrong = database.ownerUrl()
                    .withUser(database.ownerUrl().user(), io.replyx.verify.settings.Secret.of(CANARY));

            int code = verify(
                    Map.of("DATABASE_URL", VerifyProcess.text(wrong)), "production", "--reports", reports.toString());

            assertThat(code).isEqualTo(3);
            assertThat(output).contains("password").doesNotContain(CANARY).doesNotContain("\tat ");
            assertThat(summary().path("exitCode").asInt()).isEqualTo(3);
            assertThat(everythingWritten()).doesNotContain(CANARY);
        }
    }

    @Test
    void a_role_that_can_write_is_refused_with_what_mends_it(RehearsalDatabases databases) throws IOException {
        try (DisposableDatabase database = databases.create("privileged")) {
            int code = verify(
                    Map.of("DATABASE_URL", VerifyProcess.text(database.ownerUrl())),
                    "production",
                    "--reports",
                    reports.toString());

            assertThat(code).isEqualTo(4);
            assertThat(output)
                    .contains("can do more than read")
                    .contains("REASSIGN OWNED BY " + databases.ownerRole() + " TO CURRENT_USER;")
                    .contains("REVOKE TEMPORARY ON DATABASE " + database.name() + " FROM PUBLIC;")
                    .contains("--allow-privileged-role")
                    .doesNotContain("\tat ");
            assertThat(summary().path("exitCode").asInt()).isEqualTo(4);
            assertThat(summary().path("role").path("privileged").asBoolean()).isTrue();
            assertThat(summary().path("role").path("allowed").asBoolean()).isFalse();
            assertThat(summary().path("rules")).isEmpty();
        }
    }

    @Test
    void a_role_that_can_write_is_let_pass_by_name_and_the_sign_off_says_so(RehearsalDatabases databases)
            throws IOException {
        try (DisposableDatabase database = databases.create("privileged")) {
            int code = verify(
                    Map.of("DATABASE_URL", VerifyProcess.text(database.ownerUrl())),
                    "production",
                    "--allow-privileged-role",
                    "--rule",
                    "SEC-005",
                    "--reports",
                    reports.toString());

            assertThat(code).isZero();
            assertThat(output).contains("can do more than read").contains("TEMPORARY on database");
            assertThat(summary().path("role").path("allowed").asBoolean()).isTrue();
            assertThat(Files.readString(reports.resolve("signoff.md")))
                    .contains("The run could have written")
                    .contains("TEMPORARY on database");
        }
    }

    @Test
    void the_sql_of_a_role_is_printed_for_the_database_and_the_version_that_are_asked_for() {
        int code = verify(Map.of(), "role", "verifier", "--database", "my app", "--server-version", "17");

        assertThat(code).isZero();
        assertThat(output)
                .contains("CREATE ROLE \"verifier\" LOGIN NOSUPERUSER")
                .contains("REVOKE TEMPORARY ON DATABASE \"my app\" FROM PUBLIC;")
                .contains("'public.knowledge_embeddings'")
                .contains("transaction_timeout");
    }

    @Test
    void a_role_script_asks_the_database_for_its_version_where_one_is_named(RehearsalDatabases databases) {
        try (DisposableDatabase database = databases.create("asked")) {
            int code = verify(Map.of("DATABASE_URL", VerifyProcess.text(database.ownerUrl())), "role", "app_user");

            assertThat(code).isZero();
            assertThat(output)
                    .contains("GRANT CONNECT ON DATABASE \"" + database.name() + "\" TO \"app_user\";")
                    .doesNotContain(database.ownerUrl().password().reveal());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "role verifier, 'name the database by --database'",
        "role nobody --database app, 'nobody'",
        "role app_user --database app --server-version 13, 'older than 14'",
        "role app_user --database app --name pg_app, 'keeps for itself'",
        "role app_user --database app --like-production, 'goes with verifier only'",
    })
    void a_role_that_cannot_be_made_is_wrong_use(String arguments, String problem) {
        assertThat(verify(Map.of(), arguments.split(" "))).isEqualTo(2);
        assertThat(output).contains(problem).doesNotContain("\tat ");
    }

    @Test
    void a_host_that_does_not_answer_is_no_usable_database() {
        int code = verify(
                Map.of("DATABASE_URL", "postgresql://u:" + CANARY + "@127.0.0.1:1/d"),
                "production",
                "--reports",
                reports.toString());

        assertThat(code).isEqualTo(3);
        assertThat(output).contains("127.0.0.1:1").doesNotContain(CANARY);
    }

    @Test
    void an_address_that_is_none_is_wrong_use_and_never_shown() {
        assertThat(verify(Map.of("DATABASE_URL", CANARY), "production", "--reports", reports.toString()))
                .isEqualTo(2);
        assertThat(output).contains("DATABASE_URL").doesNotContain(CANARY);
    }

    @Test
    void help_tells_every_command() {
        assertThat(verify(Map.of(), "--help")).isZero();
        assertThat(output).contains("rehearse", "production", "approve", "role", "rules", "setup", "Exit codes");
        assertThat(verify(Map.of(), "rehearse", "--help")).isZero();
        assertThat(output).contains("--migrations", "--fixtures", "--contract", "--reports", "--to", "--rule");
    }

    private String everythingWritten() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(reports)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
