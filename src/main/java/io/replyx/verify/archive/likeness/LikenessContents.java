package io.replyx.verify.archive.likeness;

import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.archive.PropertiesSql;
import io.replyx.verify.catalog.Extension;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.migration.BookRows;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.apply.Baseline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts into an empty database what another has: schema, books and settings. */
final class LikenessContents {
    private final Original original;
    private final DatabaseVersion version;
    private final Path versioned;
    private final List<String> remarks = new ArrayList<>();

    LikenessContents(Original original, DatabaseVersion version, Path versioned) {
        this.original = original;
        this.version = version;
        this.versioned = versioned;
    }

    /** What is otherwise, and cannot be helped. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /**
     * Put it in.
     *
     * @throws CannotHold when a statement fails
     */
    void putInto(DisposableDatabase database) throws SQLException {
        SchemaScript script = new SchemaScript(
                original.script(),
                original.catalog().extensions().stream()
                        .collect(Collectors.toMap(Extension::name, Extension::version)));
        try (Connection admin = database.openAsAdmin()) {
            script.run(admin);
        }
        remarks.addAll(script.notes());
        if (!script.failures().isEmpty()) {
            throw new CannotHold("the server says", script.failures());
        }
        // With a search path of its own again, which the script has emptied.
        try (Connection admin = database.openAsAdmin()) {
            new UnfinishedIndexes(original.catalog()).make(admin);
            for (BookRows book : original.books()) {
                book.writeTo(admin);
            }
            properties(admin, database);
        }
        adopt(database);
    }

    /** Flyway does nothing to a database that is not empty and has no history of its. */
    private void adopt(DisposableDatabase database) throws SQLException {
        Optional<Migration> counterpart =
                version.migration().filter(migration -> version.history().isEmpty());
        if (counterpart.isEmpty()) {
            return;
        }
        try (Connection owner = database.open()) {
            Optional<ScriptFailure> failure = new Baseline(owner)
                    .write(versioned, counterpart.get().version(), "as ./verify adopt would have it");
            if (failure.isPresent()) {
                throw new CannotHold(
                        "no baseline can be written", List.of(failure.get().describe()));
            }
        }
        remarks.add("production has no history of Flyway's (" + version.source() + "): a baseline of version "
                + counterpart.get().version() + " was written here, as ./verify adopt has to before a deployment");
    }

    private void properties(Connection admin, DisposableDatabase database) throws SQLException {
        Optional<String> vectors = original.catalog().extensions().stream()
                .filter(extension -> extension.name().equals("vector"))
                .map(Extension::schema)
                .findFirst();
        PropertiesSql sql = new PropertiesSql(
                database.name(),
                DatabaseProperties.read(admin),
                original.properties().forAnotherServer(),
                vectors);
        try (Statement statement = admin.createStatement()) {
            for (String each : sql.statements()) {
                try {
                    statement.execute(each);
                } catch (SQLException refused) {
                    remarks.add("not to be had on the rehearsal server: "
                            + each.replace(database.name(), original.facts().origin()) + ": "
                            + String.valueOf(refused.getMessage()).strip());
                }
            }
        }
    }
}
