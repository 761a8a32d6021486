package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.operation.SmallSubject;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.Verifier;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Production runs on many databases, as a role of which the server takes three connections. */
@ExtendWith(SharedServer.class)
class FleetTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path root;

    private RehearsalDatabases databases;
    private DisposableDatabase good;
    private Verifier verifier;
    private final List<DisposableDatabase> made = new ArrayList<>();
    private final Map<String, String> variables = new LinkedHashMap<>();

    @BeforeEach
    void deploy(RehearsalDatabases shared) throws SQLException, IOException {
        databases = shared;
        good = shared.create("fleet");
        new SmallSubject(root)
                .version(1, "create table note (id int primary key, body text);", "drop table note;")
                .version(2, "create index note_body on note (body);", "drop index note_body;")
                .deployAndApprove(good);
        verifier = Verifier.of(good, List.of("public.flyway_schema_history", "public.note"));
    }

    @AfterEach
    void drop() throws SQLException {
        made.forEach(DisposableDatabase::close);
        verifier.close();
        good.close();
    }

    private DisposableDatabase target(String name) {
        DisposableDatabase database = databases.clone(good, name);
        made.add(database);
        variables.put(variable(name), VerifyProcess.text(verifier.url(database)));
        return database;
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_') + "_URL";
    }

    private Path list() throws IOException {
        StringBuilder yaml = new StringBuilder("targets:\n");
        variables
                .keySet()
                .forEach(variable -> yaml.append("  - name: ")
                        .append(variable.replace("_URL", "")
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'))
                        .append("\n    variable: ")
                        .append(variable)
                        .append('\n'));
        return Files.writeString(root.resolve("targets.yaml"), yaml);
    }

    private String[] command(String reports, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                "production",
                "--targets",
                list().toString(),
                "--migrations",
                root.resolve("migrations").toString(),
                "--reports",
                root.resolve(reports).toString()));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private Verify verify() {
        Verify verify = Verify.onNone();
        variables.forEach(verify::with);
        return verify;
    }

    private JsonNode fleet(String reports) throws IOException {
        return JSON.readTree(Files.readString(root.resolve(reports).resolve("fleet.json")));
    }

    private static List<String> texts(JsonNode array, String key) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.path(key).asText())
                .toList();
    }

    @Test
    void a_target_of_several_hosts_is_found_on_the_one_that_is_there() throws IOException {
        target("shop");
        String host = "@" + verifier.url(good).host() + ":";
        variables.computeIfPresent("SHOP_URL", (name, url) -> url.replace(host, "@127.0.0.1:1,127.0.0.1:"));
        Verify verify = verify();

        int code = verify.run(command("reports", "--prefer-standby"));

        assertThat(code).as(verify.output()).isZero();
        assertThat(verify.output()).contains("READY — 1 database: 1 ready").doesNotContain("1 databases");
    }

    @Test
    void statements_are_told_with_the_database_that_they_are_sent_to() throws IOException {
        target("one");
        target("two");
        Verify verify = verify().with("DB_ECHO", "true");

        int code = verify.run(command("reports"));

        assertThat(code).as(verify.output()).isZero();
        assertThat(verify.output())
                .contains("one: sql: BEGIN", "two: sql: BEGIN")
                .doesNotContainPattern("(?m)^sql: ");
    }

    @Test
    void what_is_said_of_hosts_must_not_contradict_an_option() throws IOException {
        target("shop");
        variables.computeIfPresent(
                "SHOP_URL", (name, url) -> url + (url.contains("?") ? "&" : "?") + "target_session_attrs=primary");
        Verify verify = verify();

        int code = verify.run(command("reports", "--prefer-standby"));

        assertThat(code).as(verify.output()).isEqualTo(2);
        assertThat(verify.output()).contains("--prefer-standby contradicts target_session_attrs=primary");
    }

    @Test
    void every_database_has_its_row_and_its_reports_and_one_out_of_reach_stops_no_other() throws Exception {
        target("eu-1");
        Sql.run(target("eu-2"), "drop index note_body");
        variables.put("GONE_URL", "postgresql://nobody:CANARY@127.0.0.1:1/nothing");
        Sql.run(target("us"), "grant insert on note to " + verifier.quoted());
        target("us-2");
        Verify verify = verify();

        int code = verify.run(command("reports"));

        assertThat(code).as(verify.output()).isEqualTo(3);
        assertThat(verify.output())
                .containsPattern("(?m)^eu-1 +ready +2 +\\S+ +\\d+ passed, 0 failed, \\d+ skipped$")
                .containsPattern("(?m)^eu-2 +not ready +2 .*CAT-001")
                .containsPattern("(?m)^gone +no database +- +- +- +Cannot connect to 127.0.0.1:1/nothing: nothing")
                .containsPattern("(?m)^us +refused +- .*can do more than read")
                .containsPattern("(?m)^us-2 +ready")
                .contains("5 databases: 2 ready, 1 not ready, 1 no database, 1 refused", "(exit code 3)")
                .doesNotContain("CANARY", verifier.password().reveal());
        JsonNode fleet = fleet("reports");
        assertThat(texts(fleet.path("targets"), "name")).containsExactly("eu-1", "eu-2", "gone", "us", "us-2");
        assertThat(texts(fleet.path("targets"), "exitCode")).containsExactly("0", "1", "3", "4", "0");
        assertThat(fleet.path("counts").path("ready").asInt()).isEqualTo(2);
        assertThat(JSON.readTree(Files.readString(root.resolve("reports/eu-2/summary.json")))
                        .path("exitCode")
                        .asInt())
                .isEqualTo(1);
        assertThat(root.resolve("reports/us/signoff.md")).exists();
        assertThat(root.resolve("reports/eu-1/junit/TEST-replyx-verify.xml")).exists();
    }

    @Test
    void what_is_wrong_is_named_before_anything_is_connected_to() throws Exception {
        target("here");
        variables.put("ABSENT_URL", "");
        Verify verify = verify();

        assertThat(verify.run(command("reports"))).isEqualTo(2);
        assertThat(verify.output()).contains("ABSENT_URL is not set: it holds the URL of absent");
        assertThat(verify.run(command("reports", "--parallel", "0"))).isEqualTo(2);
        assertThat(verify.output()).contains("--parallel 0");
        assertThat(verify.run(command("reports", "--shard", "3/2"))).isEqualTo(2);
        assertThat(verify.output()).contains("--shard 3/2");
        assertThat(verify.run("production", "--shard", "1/2")).isEqualTo(2);
        assertThat(verify.output()).contains("--shard goes with --targets");
        assertThat(verify.run(
                        "production", "--targets", root.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(verify.output()).contains("none.yaml").doesNotContain("\tat ");
        assertThat(root.resolve("reports")).doesNotExist();
    }

    @Test
    void parts_of_a_fleet_together_say_what_the_whole_says() throws Exception {
        for (int i = 1; i <= 5; i++) {
            target("db-" + i);
        }
        Sql.run(made.get(3), "drop index note_body");

        assertThat(verify().run(command("part-1", "--shard", "1/2"))).isZero();
        assertThat(verify().run(command("part-2", "--shard", "2/2"))).isEqualTo(1);
        assertThat(texts(fleet("part-2").path("targets"), "name")).containsExactly("db-2", "db-4");
        Verify merge = Verify.onNone();
        int code = merge.run(
                "report",
                "--merge",
                root.resolve("part-1").toString(),
                root.resolve("part-2").toString(),
                "--reports",
                root.resolve("whole").toString());

        assertThat(code).as(merge.output()).isEqualTo(1);
        assertThat(merge.output()).contains("NOT READY — 5 databases: 4 ready, 1 not ready");
        assertThat(texts(fleet("whole").path("targets"), "name"))
                .containsExactly("db-1", "db-2", "db-3", "db-4", "db-5");
        Verify half = Verify.onNone();
        assertThat(half.run("report", "--merge", root.resolve("part-2").toString(), "--reports", "unused"))
                .isEqualTo(4);
        assertThat(half.output()).contains("shard 1/2 is missing");
    }

    @Test
    void more_at_once_than_the_role_may_have_connections_wait_for_one() throws Exception {
        for (int i = 1; i <= 8; i++) {
            target("db-" + i);
        }
        Verify verify = verify();

        int code = verify.run(command("reports", "--parallel", "8"));

        assertThat(code).as(verify.output()).isZero();
    }

    @Test
    void two_hundred_databases_on_one_server_are_verified_in_little_memory() throws Exception {
        for (int i = 1; i <= 200; i++) {
            target("db-" + i);
        }

        try (VerifyProcess process = VerifyProcess.start(root, variables, command("reports"))) {
            assertThat(process.exitCode(240)).as(process.output()).isZero();
            assertThat(process.output()).contains("READY — 200 databases: 200 ready");
        }

        assertThat(texts(fleet("reports").path("targets"), "verdict"))
                .hasSize(200)
                .containsOnly("READY");
    }

    @Test
    void an_interruption_says_which_databases_were_looked_at() throws Exception {
        for (int i = 1; i <= 30; i++) {
            target("db-" + i);
        }

        try (VerifyProcess process = VerifyProcess.start(root, variables, command("reports", "--parallel", "1"))) {
            await().atMost(Duration.ofSeconds(60)).until(() -> process.output().contains("1 of 30"));
            process.signal("INT");

            assertThat(process.exitCode()).isEqualTo(130);
            assertThat(process.output())
                    .containsPattern("Interrupted: looked at \\d+ \\(db-1[,)].*; not looked at \\d+ \\(.*db-30\\)");
        }

        JsonNode fleet = fleet("reports");
        assertThat(fleet.path("exitCode").asInt()).isEqualTo(130);
        assertThat(fleet.path("verdict").asText()).isEqualTo("NOT READY");
        assertThat(texts(fleet.path("targets"), "exitCode")).hasSize(30).contains("0", "130");
    }
}
