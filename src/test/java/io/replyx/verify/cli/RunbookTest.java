package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.Connector;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Types every command of the runbook, in its order, at one database. */
@ExtendWith(SharedServer.class)
class RunbookTest {
    private static final Path RUNBOOK = Path.of("docs/db/runbook.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|sql) run$\\R(.*?)^```$");
    private static final Pattern ANY = Pattern.compile("(?m)^```");
    private static final String ARCHIVE = "backups/backup_20261124_120000.dump";

    @TempDir
    Path temp;

    @Test
    void every_command_of_the_runbook_works(RehearsalDatabases databases, Server server)
            throws SQLException, IOException {
        String text = Files.readString(RUNBOOK);
        List<MatchResult> blocks = BLOCK.matcher(text).results().toList();
        assertThat(ANY.matcher(text).results().count()).as("all blocks are run").isEqualTo(2L * blocks.size());
        DisposableDatabase database = ReplyxDatabase.atHead(databases, "runbook");
        try {
            Sql.run(database, "analyze");
            List<String> typed = new ArrayList<>();
            for (MatchResult block : blocks) {
                if (block.group(1).equals("sql")) {
                    query(database, block.group(2));
                } else {
                    block.group(2).lines().forEach(line -> typed.add(type(database, server, line)));
                }
            }
            assertThat(typed)
                    .extracting(line -> line.split(" ", -1)[1])
                    .contains("status", "production", "rollback", "restore", "deploy", "monitor", "maintain");
        } finally {
            dropKept(database, server);
            database.close();
        }
    }

    private String type(DisposableDatabase database, Server server, String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.replaceAll("\\s*#.*", "").split(" ", -1)) {
            words.add(
                    switch (word) {
                        case "replyx" -> database.name();
                        case "plan.json", "sizes.jsonl" -> temp.resolve(word).toString();
                        case ARCHIVE -> newest().toString();
                        default -> word;
                    });
        }
        assertThat(words.remove(0)).isEqualTo("./verify");
        if (List.of("backup", "deploy").contains(words.get(0))) {
            words.addAll(List.of("--backup-dir", temp.resolve("backups").toString()));
        }
        if (List.of("production", "deploy").contains(words.get(0))) {
            words.addAll(List.of("--reports", temp.resolve("reports").toString()));
        }
        Verify verify = Verify.on(database.adminUrl()).rehearsingOn(server.adminUrl());
        int code = verify.run(words.toArray(String[]::new));
        assertThat(code)
                .as(line + "\n" + verify.output())
                .isIn(line.startsWith("./verify monitor") ? List.of(0, 1) : List.of(0));
        return line;
    }

    private Path newest() {
        try (Stream<Path> files = Files.list(temp.resolve("backups"))) {
            return files.filter(file -> file.toString().endsWith(".dump"))
                    .max(Path::compareTo)
                    .orElseThrow();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static void query(DisposableDatabase database, String sql) throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            for (String each : sql.split(";\\R", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        }
    }

    /** A restore keeps the database that it replaces. */
    private static void dropKept(DisposableDatabase database, Server server) throws SQLException {
        try (Connection connection = Connector.forRehearsal().open(server.adminUrl());
                Statement statement = connection.createStatement()) {
            List<String> kept = new ArrayList<>();
            try (var row = statement.executeQuery("select quote_ident(datname) from pg_database where datname like '"
                    + database.name().substring(0, 22) + "%before_restore%'")) {
                while (row.next()) {
                    kept.add(row.getString(1));
                }
            }
            for (String name : kept) {
                statement.execute("drop database " + name + " with (force)");
            }
        }
    }
}
