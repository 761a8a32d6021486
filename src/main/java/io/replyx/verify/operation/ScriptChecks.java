package io.replyx.verify.operation;

import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.SchemaHistory.Row;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.lint.ForbiddenStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what keeps a rollback from beginning in the history and in the scripts, and says what to do about it. */
public final class ScriptChecks {
    private final MigrationDirectory directory;
    private final SchemaHistory history;

    /** Compare scripts with what the history says of them. */
    public ScriptChecks(MigrationDirectory directory, SchemaHistory history) {
        this.directory = directory;
        this.history = history;
    }

    /** What speaks against undoing anything at all. */
    public List<String> ofHistory() {
        Stream<String> failed = history.failed().stream()
                .filter(row -> !row.beganUndo())
                .map(row -> row.script() + " failed in " + history.table()
                        + " and was not repaired: see what it left behind, put that right, then run flyway repair");
        Stream<String> unknown = history.inPlace().values().stream()
                .filter(row -> !row.isBaseline())
                .filter(row -> row.version().flatMap(directory::find).isEmpty())
                .map(row -> "version " + row.version().map(Object::toString).orElse("?") + " (" + row.script()
                        + ") is in the database and not among the scripts of " + directory.root()
                        + ": use the scripts of the release that was deployed");
        Stream<String> baseline = history
                .baseline()
                .filter(v -> directory.find(v).isEmpty())
                .stream()
                .map(version -> "the baseline of the database is version " + version
                        + ", which is not among the scripts of " + directory.root()
                        + ": use the scripts of the release that was deployed");
        Stream<String> begun = history.begunUndo().stream()
                .filter(row -> !row.version().equals(history.current()))
                .map(row -> "the undo of version "
                        + row.version().map(Object::toString).orElse("?") + " (" + row.script()
                        + ") was begun and is not complete, and the database is at version "
                        + history.current().map(Object::toString).orElse("none")
                        + ": see what it left behind, put that right, then remove its row from " + history.table());
        return Stream.of(failed, unknown, baseline, begun).flatMap(all -> all).toList();
    }

    /** What speaks against undoing these versions. */
    List<String> of(List<Migration> undos) {
        List<String> obstacles = new ArrayList<>();
        for (Migration migration : undos) {
            changed(migration).ifPresent(obstacles::add);
            Optional<String> irreversible = irreversible(migration);
            irreversible.ifPresent(obstacles::add);
            if (irreversible.isEmpty()) {
                obstacles.addAll(ofUndo(migration));
            }
        }
        return obstacles;
    }

    /** What speaks against building on versions that are in place: scripts that were changed after they were applied. */
    public List<String> ofApplied() {
        return directory.migrations().stream()
                .flatMap(migration -> changed(migration).stream())
                .toList();
    }

    private Optional<String> changed(Migration migration) {
        int want = Checksum.of(migration.apply());
        return Optional.ofNullable(history.inPlace().get(migration.version()))
                .filter(row -> row.type().equals("SQL"))
                .flatMap(Row::checksum)
                .filter(have -> have != want)
                .map(have -> directory.shown(migration.apply().path()) + " was changed after it was applied (checksum "
                        + have + " in the database, " + want
                        + " of the file), so that nobody knows whether scripts that follow or its undo fit:"
                        + " use the scripts of the release that was deployed");
    }

    private static Optional<String> irreversible(Migration migration) {
        return migration
                .irreversible()
                .map(instead -> "version " + migration.version() + " (" + migration.description()
                        + ") is irreversible. Instead: " + instead);
    }

    private List<String> ofUndo(Migration migration) {
        if (migration.undo().isEmpty()) {
            return List.of("version " + migration.version() + " (" + migration.description()
                    + ") has no undo script: write " + directory.root().resolve("undo") + "/U" + migration.version()
                    + "__….sql and rehearse it");
        }
        return forbidden(migration.undo().get());
    }

    private List<String> forbidden(Script script) {
        return ForbiddenStatements.inUndo(script, Optional.of(history)).stream()
                .map(forbidden ->
                        directory.shown(script.path()) + " line " + forbidden.line() + ": " + forbidden.message())
                .toList();
    }
}
