package io.replyx.verify.evidence;

import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * Rows that are in place at a version: the files of {@code data/V<version>/} in the order of their names,
 * {@code <number>_<table>.csv} with a header line or {@code <number>_<words>.sql}.
 */
public final class FixtureRows {
    private static final Pattern FILE = Pattern.compile("[0-9]+_(.+)\\.(csv|sql)");

    private final Path folder;
    private final Optional<Consumer<String>> unfit;

    /** Rows under a folder, which need not exist. */
    public FixtureRows(Path folder) {
        this(folder, Optional.empty());
    }

    private FixtureRows(Path folder, Optional<Consumer<String>> unfit) {
        this.folder = folder;
        this.unfit = unfit;
    }

    /** The same rows, where those of a version that a database refuses are told and left out. */
    public FixtureRows whereTheyFit(Consumer<String> told) {
        return new FixtureRows(folder, Optional.of(told));
    }

    /** Whether there are rows for any version. */
    public boolean exist() {
        return Files.isDirectory(folder);
    }

    /**
     * Load the rows of one version in one transaction.
     *
     * @return how many files were loaded
     * @throws WrongUse when a file is misnamed or the database refuses its rows
     */
    public int load(Version version, Connection connection) throws SQLException {
        return load(List.of(version), connection);
    }

    /** Load the rows of several versions, one after the other, in one transaction. */
    public int load(List<Version> versions, Connection connection) throws SQLException {
        List<Path> files =
                versions.stream().flatMap(version -> files(version).stream()).toList();
        if (files.isEmpty()) {
            return 0;
        }
        connection.setAutoCommit(false);
        try {
            for (Path file : files) {
                load(file, connection);
            }
            connection.commit();
        } catch (WrongUse refused) {
            connection.rollback();
            if (unfit.isEmpty()) {
                throw refused;
            }
            unfit.get().accept(String.valueOf(refused.getMessage()));
            return 0;
        } finally {
            connection.setAutoCommit(true);
        }
        return files.size();
    }

    private List<Path> files(Version version) {
        Path rows = folder.resolve("V" + version);
        if (!Files.isDirectory(rows)) {
            return List.of();
        }
        try (Stream<Path> listing = Files.list(rows)) {
            return listing.sorted().toList();
        } catch (IOException unreadable) {
            throw new WrongUse("cannot list " + rows + ": check that it may be read");
        }
    }

    private static void load(Path file, Connection connection) {
        Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            throw new WrongUse(file + " is not named <number>_<table>.csv or <number>_<words>.sql");
        }
        try {
            if (name.group(2).equals("csv")) {
                copy(file, name.group(1), connection);
            } else {
                run(file, connection);
            }
        } catch (SQLException refused) {
            throw new WrongUse("the rows of " + file + " do not go in: " + refused.getMessage());
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read " + file + ": it must be text in UTF-8");
        }
    }

    private static void run(Path file, Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(Files.readString(file));
        }
    }

    private static void copy(Path file, String table, Connection connection) throws SQLException, IOException {
        try (Reader rows = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String columns = header(file);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy " + qualified(table) + " (" + columns + ") from stdin (format csv, header)", rows);
        }
    }

    private static String header(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElseThrow(() -> new WrongUse(file + " has no header line with column names"));
        }
    }

    private static String qualified(String table) {
        int dot = table.indexOf('.');
        return dot < 0 ? quoted(table) : quoted(table.substring(0, dot)) + "." + quoted(table.substring(dot + 1));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
