package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.operation.SmallSubject;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command that is told a password keeps it to itself, whatever becomes of the command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {
    private static final String NOWHERE = "postgresql://canary:" + Canary.ENCODED + "@127.0.0.1:1/nothing";

    private Path folder;
    private Canary canary;
    private DisposableDatabase replyx;
    private SmallSubject subject;

    @BeforeAll
    void create(@TempDir Path shared) throws SQLException, IOException {
        folder = shared;
        canary = Canary.start(shared);
        replyx = ReplyxDatabase.atHead(canary.databases(), "replyx");
        Sql.run(replyx, "analyze");
        subject = new SmallSubject(shared.resolve("subject"))
                .version(1, "create table note (id int primary key, body text);", "drop table note;")
                .version(2, "create index note_body on note (body);", "drop index note_body;");
        try (DisposableDatabase reviewed = canary.databases().create("reviewed")) {
            subject.deployAndApprove(reviewed);
        }
    }

    @AfterAll
    void the_server_does_not_know_it_either() throws SQLException, InterruptedException {
        try {
            canary.assertKeptFromTheServer();
        } finally {
            replyx.close();
            canary.close();
        }
    }

    private Map<String, String> on(DisposableDatabase database) {
        return Map.of("DATABASE_URL", canary.url(database.name()), "DB_ECHO", "true");
    }

    /** The canary's server is where to rehearse as well. */
    private Map<String, String> rehearsing(DisposableDatabase database) {
        return Map.of("DATABASE_URL", canary.url(database.name()), "REHEARSAL_SERVER_URL", canary.url("postgres"));
    }

    private String reports(String name) {
        return folder.resolve("reports").resolve(name).toString();
    }

    private String[] production(String... more) {
        return command("production --allow-privileged-role", "production", more);
    }

    /** A command on the small subject. */
    private String[] small(String command, String reports, String... more) {
        return Stream.concat(
                        Stream.of(command(command, reports, more)),
                        Stream.of(
                                "--migrations",
                                subject.root().resolve("migrations").toString()))
                .toArray(String[]::new);
    }

    private String[] command(String command, String reports, String... more) {
        return Stream.of(command.split(" "), new String[] {"--reports", reports(reports)}, more)
                .flatMap(Stream::of)
                .toArray(String[]::new);
    }

    @Test
    void a_run_tells_nobody_its_password_whatever_becomes_of_it() throws Exception {
        String ready = canary.run(0, on(replyx), production());
        assertThat(ready).contains("READY", "sql: BEGIN", "replyx-verify - ");
        assertThat(folder.resolve("reports/production/summary.json")).isNotEmptyFile();

        Sql.run(replyx, "create table without_key (a int)");
        assertThat(canary.run(1, on(replyx), production())).contains("NOT READY", "without_key");
        Sql.run(replyx, "drop table without_key");

        Map<String, String> wrong =
                Map.of("DATABASE_URL", canary.url(replyx.name(), Canary.ENCODED + "WRONG"), "DB_ECHO", "true");
        assertThat(canary.run(3, wrong, production())).contains("does not take the password of user canary");
        canary.assertWatched("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    @Test
    void parts_of_an_address_are_kept_as_well() throws Exception {
        DatabaseUrl url = canary.adminUrl();
        Map<String, String> parts = Map.of(
                "DB_HOST",
                url.host(),
                "DB_PORT",
                Integer.toString(url.port()),
                "DB_NAME",
                replyx.name(),
                "DB_USER",
                Canary.ROLE,
                "DB_PASSWORD",
                Canary.PASSWORD,
                "DB_ECHO",
                "true");

        assertThat(canary.run(0, parts, "status")).contains("version");
        assertThat(canary.told(2, Map.of("DB_PASSWORD", Canary.PASSWORD), "status"))
                .contains("DB_HOST is not set");
    }

    @Test
    void an_address_that_is_none_is_not_shown() throws Exception {
        assertThat(canary.told(2, Map.of("DATABASE_URL", "postgresql://a:" + Canary.ENCODED + "@b@c/d"), "production"))
                .contains("DATABASE_URL has more than one @");
        assertThat(canary.told(
                        2, Map.of("DATABASE_URL", canary.url("d"), "DB_PASSWORD", "S3cr3tCANARYother"), "production"))
                .contains("DB_PASSWORD says something else");
    }

    /** A password stands before the host or in DB_PASSWORD; elsewhere it is refused, wherever the URL comes from. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password=:it|the parameter password is not known here",
                "sslmode=disable&password=:it|the parameter password is not known here",
                "sslpassword=:it|the parameter sslpassword is not known here",
                "PASSWORD=:it|the parameter PASSWORD is not known here",
                ":it|it is no plain word",
                "password=:it@|more than one @",
                "sslmode=:it|the parameter sslmode must be one of",
                "connect_timeout=:it|the parameter connect_timeout must be a whole number",
            })
    void a_password_among_the_parameters_is_refused_and_not_shown(String parameters, String problem) throws Exception {
        String url = "postgresql://canary@127.0.0.1:1/d?" + parameters.replace(":it", Canary.ENCODED);
        String list = list("parameters", "ONE_URL");

        assertThat(canary.told(2, Map.of("DATABASE_URL", url), production())).contains(problem);
        assertThat(canary.told(2, Map.of("ONE_URL", url), production("--targets", list)))
                .contains(problem);
        assertThat(canary.told(2, Map.of("REHEARSAL_SERVER_URL", url), "setup")).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production :it",
                "production --rule=:it",
                ":it production",
                "monitor --rounds :it",
                "rollback --to :it",
                "restore x.dump --yes --into :it",
                "role verifier --database :it",
                "maintain jdbc::it"
            })
    void an_address_as_an_argument_is_refused_and_not_shown(String command) throws Exception {
        for (String url : List.of(NOWHERE, "postgres://canary@127.0.0.1:1/d?user=a&password=" + Canary.ENCODED)) {
            assertThat(canary.told(2, Map.of(), command.replace(":it", url).split(" ")))
                    .contains("an argument is a URL with a password", "Nothing was touched.");
        }
    }

    /** A list of a fleet's databases, of which each is called as the variable that holds its URL. */
    private String list(String name, String... variables) throws IOException {
        String entries = Stream.of(variables)
                .map(variable -> "  - name: " + variable + "\n    variable: " + variable + "\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve(name + ".yaml"), "targets:\n" + entries)
                .toString();
    }

    @Test
    void a_list_that_holds_an_address_is_refused_and_not_shown(@TempDir Path outside) throws Exception {
        for (String entry :
                List.of("name: a\n    variable: '" + NOWHERE + "'", "name: a\n    url: " + NOWHERE, NOWHERE)) {
            Path list = Files.writeString(outside.resolve("targets.yaml"), "targets:\n  - " + entry + "\n");

            assertThat(canary.told(2, Map.of(), production("--targets", list.toString())))
                    .contains("targets.yaml");
        }
    }

    @Test
    void a_fleet_keeps_the_password_of_each_of_its_databases() throws Exception {
        try (DisposableDatabase first = canary.databases().create("first")) {
            subject.deployTo(first);
            Sql.run(first, "analyze");
            try (DisposableDatabase second = canary.databases().clone(first, "second")) {
                Map<String, String> urls = Map.of(
                        "FIRST_URL", canary.url(first.name()),
                        "WRONG_URL", canary.url(first.name(), Canary.ENCODED + "WRONG"),
                        "SECOND_URL", canary.url(second.name()),
                        "GONE_URL", NOWHERE,
                        "DB_ECHO", "true");
                String list = list("fleet", "FIRST_URL", "WRONG_URL", "SECOND_URL", "GONE_URL");

                assertThat(canary.run(0, urls, part(list, 1))).contains("2 ready");
                assertThat(canary.run(3, urls, part(list, 2)))
                        .contains("does not take the password of user canary", "nothing listens there");
                assertThat(canary.told(
                                3,
                                urls,
                                "report",
                                "--merge",
                                reports("part-1"),
                                reports("part-2"),
                                "--reports",
                                reports("whole")))
                        .contains("4 databases: 2 ready, 2 no database");
            }
        }
    }

    private String[] part(String list, int number) {
        return small(
                "production --allow-privileged-role --parallel 1",
                "part-" + number,
                "--targets",
                list,
                "--shard",
                number + "/2");
    }

    @Test
    void a_database_is_kept_up_without_its_password_in_what_is_written() throws Exception {
        try (DisposableDatabase used = canary.databases().create("used")) {
            canary.databases().giveTo(used, Canary.ROLE);
            String backups = folder.resolve("backups").toString();

            assertThat(canary.run(0, on(used), small("deploy --yes", "deploy", "--backup-dir", backups)))
                    .contains("Deployed 2 versions", "READY");
            assertThat(canary.told(0, on(used), small("backup", "backup", "--backup-dir", backups)))
                    .contains("sha256");
            assertThat(canary.run(0, on(used), small("monitor --format prometheus", "monitor")))
                    .contains("replyx_database_size_bytes");
            assertThat(canary.told(0, on(used), small("maintain public.note", "maintain")))
                    .contains("vacuum (analyze) public.note");
            assertThat(canary.told(0, rehearsing(used), small("rollback --dry-run", "rollback")))
                    .contains("Dry run: nothing was touched.");
            assertThat(canary.run(0, on(used), small("rollback --yes", "rollback")))
                    .contains("The database is at version 1.");
            assertThat(canary.run(
                            0,
                            rehearsing(used),
                            small("rehearse --like-production --allow-privileged-role", "rehearse")))
                    .contains("version 2 applied, undone, applied again", "READY");
            restore(used, newest(Path.of(backups)));
        }
    }

    private void restore(DisposableDatabase used, Path archive) throws Exception {
        String said = canary.run(0, on(used), small("restore " + archive + " --yes", "restore", "--into", used.name()));

        Matcher kept = Pattern.compile("is kept as (\\S+)\\.").matcher(said);
        assertThat(kept.find()).as(said).isTrue();
        Sql.run(used, "drop database \"" + kept.group(1) + "\"");
    }

    private static Path newest(Path backups) throws IOException {
        try (Stream<Path> files = Files.list(backups)) {
            return files.filter(file -> file.toString().endsWith(".dump"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    @Test
    void what_only_looks_at_a_server_keeps_it_too() throws Exception {
        assertThat(canary.told(0, on(replyx), "role", "verifier")).contains("CREATE ROLE \"verifier\"");
        assertThat(canary.told(0, rehearsing(replyx), "setup")).contains("Ready: PostgreSQL");
        assertThat(canary.told(4, on(replyx), small("adopt", "adopt"))).contains("alembic_version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production",
                "status",
                "monitor",
                "maintain",
                "rollback --yes",
                "deploy --yes",
                "adopt",
                "backup",
                "role verifier",
                "rehearse --like-production"
            })
    void a_failure_to_connect_does_not_tell_it(String command) throws Exception {
        for (String url : List.of(canary.url(replyx.name(), Canary.ENCODED + "WRONG"), NOWHERE)) {
            Map<String, String> variables = Map.of("DATABASE_URL", url, "REHEARSAL_SERVER_URL", canary.url("postgres"));
            assertThat(canary.told(3, variables, small(command, "failed"))).contains("Cannot connect to");
        }
    }

    @Test
    void a_failure_to_reach_where_to_rehearse_does_not_tell_it() throws Exception {
        for (String url : List.of(canary.url("postgres", Canary.ENCODED + "WRONG"), NOWHERE)) {
            assertThat(canary.told(3, Map.of("REHEARSAL_SERVER_URL", url), small("rehearse", "failed")))
                    .contains("Correct REHEARSAL_SERVER_URL.");
        }
    }
}
