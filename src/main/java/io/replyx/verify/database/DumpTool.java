package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** pg_dump and pg_restore, wherever they are; a failure of theirs is told with what they said, and no password. */
public final class DumpTool implements AutoCloseable {
    private final Programs programs;
    private final LibpqEnvironment environment;

    DumpTool(Programs programs, LibpqEnvironment environment) {
        this.programs = programs;
        this.environment = environment;
    }

    /** The version that both programs have. */
    public ToolVersion version() {
        return programs.version();
    }

    /** Which programs these are, as a person would say it. */
    public String origin() {
        return "pg_dump " + programs.version() + " " + programs.origin();
    }

    /**
     * Write an archive of a whole database.
     *
     * @param snapshot the exported snapshot to read, empty for one of its own
     * @param compression as pg_dump's option --compress takes it, empty for its usual one
     * @throws ToolFailed when it does not come to its end
     */
    public void dump(
            DatabaseUrl url,
            Optional<String> snapshot,
            Optional<String> compression,
            Path archive,
            Consumer<String> lines) {
        List<String> words = new ArrayList<>(
                List.of("pg_dump", "--format=custom", "--no-password", "--verbose", "--lock-wait-timeout=30s"));
        snapshot.ifPresent(exported -> words.add("--snapshot=" + exported));
        compression.ifPresent(how -> words.add("--compress=" + how));
        run(words, environment.leadingTo(url, programs), Optional.of(archive), lines);
    }

    /**
     * Write the statements that make the schema of a database, without a row, a password of others' servers or a
     * statistic of its values. It is read in one READ ONLY transaction, in which pg_dump locks every table against
     * changes of its schema, and nothing else.
     *
     * @param lockWait the longest that it may wait for such a lock
     * @throws ToolFailed when it does not come to its end
     */
    public void dumpSchema(DatabaseUrl url, Duration lockWait, Path script) {
        List<String> words = List.of(
                "pg_dump",
                "--schema-only",
                "--no-password",
                "--no-subscriptions",
                "--no-security-labels",
                "--no-tablespaces",
                "--lock-wait-timeout=" + Math.max(1, lockWait.toMillis()) + "ms");
        run(words, environment.leadingTo(url, programs), Optional.of(script), line -> {});
    }

    /**
     * Write the statements that make a whole database.
     *
     * @param without a pattern for the names of tables that are left out
     * @throws ToolFailed when it does not come to its end
     */
    void dumpText(DatabaseUrl url, String without, Path script) {
        List<String> words = List.of("pg_dump", "--no-password", "--exclude-table=" + without);
        run(words, environment.leadingTo(url, programs), Optional.of(script), line -> {});
    }

    /** The entries of an archive, one a line, as pg_restore lists them. */
    public List<String> contents(Path archive) {
        List<String> entries = new ArrayList<>();
        run(
                List.of("pg_restore", "--list", programs.seenAs(archive).toString()),
                Map.of(),
                Optional.empty(),
                entries::add);
        return entries;
    }

    /**
     * Read entries of an archive into a database; the first error ends it.
     *
     * @param entries those to read, as {@link #contents} gives them
     * @param options what else pg_restore is asked to do
     * @throws ToolFailed when it does not come to its end
     */
    public void restore(
            DatabaseUrl url, Path archive, List<String> entries, List<String> options, Consumer<String> lines) {
        Path list = environment.write("entries", String.join("\n", entries) + "\n");
        List<String> words = new ArrayList<>(List.of(
                "pg_restore",
                "--exit-on-error",
                "--no-password",
                "--verbose",
                "--use-list=" + programs.seenAs(list),
                // A bare name with an equals sign would be read as a whole connection string.
                "--dbname=dbname='" + url.database().replaceAll("['\\\\]", "\\\\$0") + "'"));
        words.addAll(options);
        words.add(programs.seenAs(archive).toString());
        run(words, environment.leadingTo(url, programs), Optional.empty(), lines);
    }

    private void run(List<String> words, Map<String, String> variables, Optional<Path> output, Consumer<String> lines) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.put("LC_ALL", "C");
        try {
            programs.run(words, all, output, lines);
        } catch (CommandFailed failed) {
            throw new ToolFailed(String.valueOf(failed.getMessage()));
        }
    }

    /** End what runs, from another thread. */
    public void stop() {
        programs.stop();
    }

    @Override
    public void close() {
        programs.close();
        environment.close();
    }
}
