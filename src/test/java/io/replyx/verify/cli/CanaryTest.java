package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for a password in everything that a run writes, and in the list of processes while it runs, with every library
 * made to say all that it can. Its form as it stands, encoded and decoded all begin with the same letters.
 */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {
    private static final String PASSWORD = "S3cr3tCANARY%40/x";
    private static final String ENCODED = "S3cr3tCANARY%2540%2Fx";
    private static final String TRACE = "s3cr3tcanary";

    @TempDir
    Path folder;

    private DisposableDatabase database;
    private String role = "";

    @BeforeAll
    void create(RehearsalDatabases databases) throws Exception {
        database = ReplyxDatabase.atHead(databases, "canary");
        role = "canary_" + database.name();
        Sql.run(database, "create role \"" + role + "\" superuser login password '" + PASSWORD + "'", "analyze");
    }

    @AfterAll
    void drop() throws Exception {
        Sql.run(database, "drop role \"" + role + "\"");
        database.close();
    }

    private String url(String password) {
        DatabaseUrl url = database.ownerUrl();
        return "postgresql://" + role + ":" + password + "@" + url.urlHost() + ":" + url.port() + "/" + url.database();
    }

    /** Run a command, and give back what it said. */
    private String run(int code, Map<String, String> variables, String... arguments) throws Exception {
        Set<String> commands = new HashSet<>();
        Path runs = Files.createDirectories(folder.resolve("run"));
        try (VerifyProcess process = VerifyProcess.start(runs, variables, List.of("-Dverify.log=trace"), arguments)) {
            while (process.runs()) {
                commands.addAll(commandLines());
            }
            String output = process.output();
            assertThat(process.exitCode()).as(output).isEqualTo(code);
            assertThat(commands).anyMatch(command -> command.contains("-dverify.log=trace"));
            assertThat(commands).noneMatch(command -> command.contains(TRACE));
            assertThat(output.toLowerCase(Locale.ROOT)).doesNotContain(TRACE);
            assertThat(filesWithTrace()).isEmpty();
            return output;
        }
    }

    private static List<String> commandLines() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(CanaryTest::isProcess).toList()) {
                try {
                    commands.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                            .toLowerCase(Locale.ROOT));
                } catch (IOException ended) {
                    // It is no process any more.
                }
            }
        }
        return commands;
    }

    private static boolean isProcess(Path path) {
        return path.getFileName().toString().matches("[0-9]+");
    }

    private List<Path> filesWithTrace() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text =
                        Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                if (text.contains(TRACE)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private String[] production() {
        return new String[] {
            "production",
            "--allow-privileged-role",
            "--reports",
            folder.resolve("reports").toString()
        };
    }

    @Test
    void a_run_tells_nobody_its_password_whatever_becomes_of_it() throws Exception {
        Map<String, String> right = Map.of("DATABASE_URL", url(ENCODED), "DB_ECHO", "true");

        String ready = run(0, right, production());
        assertThat(ready).contains("READY", "sql: BEGIN", "replyx-verify - ");
        assertThat(folder.resolve("reports/summary.json")).isNotEmptyFile();

        Sql.run(database, "create table without_key (a int)");
        assertThat(run(1, right, production())).contains("NOT READY", "without_key");
        Sql.run(database, "drop table without_key");

        Map<String, String> wrong = Map.of("DATABASE_URL", url(ENCODED + "WRONG"), "DB_ECHO", "true");
        assertThat(run(3, wrong, production())).contains("does not take the password of user " + role);
    }

    @Test
    void parts_of_an_address_are_kept_as_well() throws Exception {
        DatabaseUrl url = database.ownerUrl();
        Map<String, String> parts = Map.of(
                "DB_HOST",
                url.host(),
                "DB_PORT",
                Integer.toString(url.port()),
                "DB_NAME",
                url.database(),
                "DB_USER",
                role,
                "DB_PASSWORD",
                PASSWORD,
                "DB_ECHO",
                "true");

        assertThat(run(0, parts, "status")).contains("version");
        assertThat(run(2, Map.of("DB_PASSWORD", PASSWORD), "status")).contains("DB_HOST is not set");
    }

    @Test
    void an_address_that_is_none_is_not_shown() throws Exception {
        assertThat(run(2, Map.of("DATABASE_URL", "postgresql://a:" + ENCODED + "@b@c/d"), "production"))
                .contains("DATABASE_URL has more than one @");
        assertThat(run(2, Map.of("DATABASE_URL", url(ENCODED), "DB_PASSWORD", "S3cr3tCANARYother"), "production"))
                .contains("DB_PASSWORD says something else");
    }

    @Test
    void programs_that_a_backup_starts_are_told_it_by_a_file() throws Exception {
        String said = run(
                0,
                Map.of("DATABASE_URL", url(ENCODED)),
                "backup",
                "--backup-dir",
                folder.resolve("backups").toString());

        assertThat(said).contains("backup");
    }
}
