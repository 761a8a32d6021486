package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.Connector;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A superuser on a server of its own, whose password is looked for in all that a run could leave it in: what it prints
 * and writes with every library made to say all that it can, the processes of this machine, the server's sessions and
 * its log. Its form as it stands, encoded and decoded all begin with the same letters.
 */
final class Canary implements AutoCloseable {
    static final String PASSWORD = "S3cr3tCANARY%40/x";
    static final String ENCODED = "S3cr3tCANARY%2540%2Fx";
    static final String ROLE = "canary";
    private static final String TRACE = "s3cr3tcanary";
    private static final String SESSIONS =
            "select pg_catalog.string_agg(pg_catalog.to_jsonb(a)::text, ' ') from pg_catalog.pg_stat_activity as a";

    private final Path folder;
    private final Optional<KillableServer> talkative;
    private final Server server;
    private final RehearsalDatabases databases;
    private final Connection watcher;
    private final Set<String> seen = new HashSet<>();
    private boolean sessionsSeen;
    private boolean shownBySession;

    private Canary(Path folder, Optional<KillableServer> talkative, Server server) throws SQLException {
        this.folder = folder;
        this.talkative = talkative;
        this.server = server;
        this.databases = new RehearsalDatabases(server);
        // Statements that tell the password to the server are the test's own.
        Sql.run(
                server.adminUrl(),
                "set log_statement = 'none'",
                "create role " + ROLE + " superuser login password '" + PASSWORD + "'");
        this.watcher = Connector.forRehearsal().open(server.adminUrl());
    }

    /**
     * Start a server that notes what it is sent, or where there is no engine any server.
     *
     * @param folder where all runs write to
     */
    static Canary start(Path folder) throws SQLException {
        Optional<KillableServer> talkative = KillableServer.startTalkative();
        Server server = talkative
                .map(Server.class::cast)
                .orElseGet(() -> ServerSearch.find(
                        ServerOptions.of(
                                Settings.standard(Environment.ofProcess()).server()),
                        line -> {}));
        return new Canary(folder, talkative, server);
    }

    RehearsalDatabases databases() {
        return databases;
    }

    DatabaseUrl adminUrl() {
        return server.adminUrl();
    }

    /** The address of a database as the role, with its password as a URL has it. */
    String url(String database) {
        return url(database, ENCODED);
    }

    String url(String database, String password) {
        DatabaseUrl url = server.adminUrl();
        return "postgresql://" + ROLE + ":" + password + "@" + url.urlHost() + ":" + url.port() + "/" + database;
    }

    /** Run a command in a process of its own, and give back what it said. */
    String run(int code, Map<String, String> variables, String... arguments) throws Exception {
        Path runs = Files.createDirectories(folder.resolve("run"));
        try (VerifyProcess process = VerifyProcess.start(runs, variables, List.of("-Dverify.log=trace"), arguments)) {
            Set<String> commands = watchWhile(process::runs);
            String output = process.output();
            assertThat(process.exitCode()).as(output).isEqualTo(code);
            assertThat(commands).anyMatch(command -> command.contains("-dverify.log=trace"));
            return keptIn(output);
        }
    }

    /** Run a command in this process, which takes less time and lets libraries say less. */
    String told(int code, Map<String, String> variables, String... arguments) throws Exception {
        Verify verify = Verify.onNone();
        variables.forEach(verify::with);
        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> verify.run(arguments));
        watchWhile(() -> !end.isDone());
        assertThat(end.get()).as(verify.output()).isEqualTo(code);
        return keptIn(verify.output());
    }

    /** What the processes of this machine are called meanwhile. */
    private Set<String> watchWhile(BooleanSupplier runs) throws Exception {
        Set<String> commands = new HashSet<>();
        do {
            commands.addAll(commandLines());
            lookAtSessions();
            TimeUnit.MILLISECONDS.sleep(20);
        } while (runs.getAsBoolean());
        assertThat(commands).noneMatch(command -> command.contains(TRACE));
        return commands;
    }

    /** What was said, once it is seen that the password is neither in it nor in a file. */
    private String keptIn(String output) throws IOException {
        assertThat(output.toLowerCase(Locale.ROOT)).doesNotContain(TRACE);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertNotInFile(file);
            }
        }
        return output;
    }

    private void assertNotInFile(Path file) throws IOException {
        String version = file + " of " + Files.getLastModifiedTime(file) + ", " + Files.size(file);
        if (seen.add(version)) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            assertThat(text.contains(TRACE)).as("%s has the password", file).isFalse();
        }
    }

    private static List<String> commandLines() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(Canary::isProcess).toList()) {
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

    private void lookAtSessions() throws SQLException {
        try (Statement statement = watcher.createStatement();
                ResultSet row = statement.executeQuery(SESSIONS)) {
            row.next();
            String sessions = row.getString(1).toLowerCase(Locale.ROOT);
            sessionsSeen |= sessions.contains("\"usename\": \"" + ROLE + "\"");
            shownBySession |= sessions.contains(TRACE);
        }
    }

    /** See that the server would have told: it shows sessions of the role, and notes their statements. */
    void assertWatched(String statement) throws InterruptedException {
        assertThat(sessionsSeen).as("pg_stat_activity showed the role").isTrue();
        if (talkative.isPresent()) {
            assertThat(talkative.get().log()).contains("connection authorized: user=" + ROLE, statement);
        }
    }

    /** See that no session of any run showed it, and that the server noted it nowhere. */
    void assertKeptFromTheServer() throws InterruptedException {
        assertThat(shownBySession).as("pg_stat_activity showed the password").isFalse();
        if (talkative.isPresent()) {
            assertThat(talkative.get().log().toLowerCase(Locale.ROOT).contains(TRACE))
                    .as("the server's log has the password")
                    .isFalse();
        }
    }

    @Override
    public void close() throws SQLException {
        watcher.close();
        try (server;
                databases) {
            Sql.run(server.adminUrl(), "drop role " + ROLE);
        }
    }
}
