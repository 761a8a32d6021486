package io.replyx.verify.archive.likeness;

import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that pg_dump wrote of a schema, run one by one on another server: extensions in the version that they
 * have there, as far as the server has it, and nothing that leads to yet other servers.
 */
final class SchemaScript {
    /** Lines for psql, which newer programs put around their statements. */
    private static final Pattern FOR_PSQL = Pattern.compile("(?m)\\A\\\\(un)?restrict \\w+$\\s*");

    private static final Pattern EXTENSION =
            Pattern.compile("CREATE EXTENSION IF NOT EXISTS (\"(?:[^\"]|\"\")+\"|\\w+) .*", Pattern.DOTALL);
    private static final Pattern OF_EXTENSION =
            Pattern.compile("COMMENT ON EXTENSION (\"(?:[^\"]|\"\")+\"|\\w+) .*", Pattern.DOTALL);
    private static final Pattern LEADS_ELSEWHERE =
            Pattern.compile("(CREATE|ALTER|DROP) (USER MAPPING|SUBSCRIPTION) .*", Pattern.DOTALL);
    /** A number that newer servers note of each column by themselves; programs that do not know that write it. */
    private static final Pattern OWN_NUMBER = Pattern.compile("pg_attver=[0-9]+(, ?)?|, ?pg_attver=[0-9]+");

    private static final Pattern OPTIONS =
            Pattern.compile("ALTER (FOREIGN )?TABLE ONLY .* ALTER COLUMN .* SET \\(.*\\)", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile("SET \\w+ = .*", Pattern.DOTALL);
    private static final int LONGEST = 120;

    private final List<String> statements;
    private final Map<String, String> versions;
    private final List<String> notes = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepare to run what pg_dump wrote.
     *
     * @param versions the versions of extensions that are wanted, by name
     */
    SchemaScript(String script, Map<String, String> versions) {
        this.statements = SqlSplitter.split(script).stream()
                .map(SqlStatement::text)
                .map(text -> FOR_PSQL.matcher(text).replaceFirst(""))
                .filter(text -> !text.isBlank())
                .toList();
        this.versions = Map.copyOf(versions);
    }

    /** Run all of it; what fails is gathered. */
    void run(Connection connection) throws SQLException {
        Available available = Available.read(connection);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String text : statements) {
                Optional<String> adapted = adapted(text, available);
                if (adapted.isPresent()) {
                    run(adapted.get(), statement);
                }
            }
        }
    }

    private void run(String text, Statement statement) {
        try {
            statement.execute(text);
        } catch (SQLException refused) {
            // A newer program knows settings that an older server does not.
            if (!SETTING.matcher(text).matches()) {
                failures.add(excerpt(text) + ": "
                        + String.valueOf(refused.getMessage()).strip());
            }
        }
    }

    /** What the server has instead; nothing where it cannot or must not have it. */
    private Optional<String> adapted(String text, Available available) {
        if (LEADS_ELSEWHERE.matcher(text).matches()) {
            return Optional.empty();
        }
        if (OPTIONS.matcher(text).matches()) {
            return Optional.of(OWN_NUMBER.matcher(text).replaceFirst("")).filter(left -> !left.endsWith(" SET ()"));
        }
        Matcher comment = OF_EXTENSION.matcher(text);
        if (comment.matches()) {
            return Optional.of(text).filter(all -> available.has(unquoted(comment.group(1))));
        }
        Matcher extension = EXTENSION.matcher(text);
        return extension.matches() ? extension(unquoted(extension.group(1)), text, available) : Optional.of(text);
    }

    private Optional<String> extension(String name, String text, Available available) {
        String wanted = versions.getOrDefault(name, "");
        if (!available.has(name)) {
            notes.add(
                    "extension " + name + " " + wanted + " is not available on the rehearsal server and was left out");
            return Optional.empty();
        }
        if (available.has(name, wanted)) {
            return Optional.of(text + " VERSION '" + wanted.replace("'", "''") + "'");
        }
        notes.add("extension " + name + " has version " + wanted + " in production; the rehearsal server has only "
                + String.join(", ", available.versions(name)));
        return Optional.of(text);
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST - 1) + "…" : line;
    }

    /** What is different, and was to be expected. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** The statements that failed, with the server's words. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /**
     * The extensions that a server can make.
     *
     * @param all name and version
     */
    private record Available(Set<List<String>> all) {
        static Available read(Connection connection) throws SQLException {
            Set<List<String>> all = new java.util.TreeSet<>(java.util.Comparator.comparing(String::valueOf));
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select v.name, v.version from pg_catalog.pg_available_extension_versions as v")) {
                while (row.next()) {
                    all.add(List.of(row.getString(1), row.getString(2)));
                }
            }
            return new Available(all);
        }

        boolean has(String name) {
            return !versions(name).isEmpty();
        }

        boolean has(String name, String version) {
            return versions(name).contains(version);
        }

        List<String> versions(String name) {
            return all.stream()
                    .filter(each -> each.get(0).equals(name))
                    .map(each -> each.get(1))
                    .toList();
        }
    }
}
