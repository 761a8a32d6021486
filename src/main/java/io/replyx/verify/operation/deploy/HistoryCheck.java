package io.replyx.verify.operation.deploy;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lint.ForbiddenStatements;
import io.replyx.verify.operation.ScriptChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what keeps pending versions from being applied, in Flyway's history and in their scripts. */
final class HistoryCheck {
    private final MigrationDirectory directory;
    private final Optional<SchemaHistory> history;
    private final List<Migration> pending;

    HistoryCheck(MigrationDirectory directory, Optional<SchemaHistory> history, List<Migration> pending) {
        this.directory = directory;
        this.history = history;
        this.pending = pending;
    }

    /** The version whose script failed outside a transaction, if nothing else is pending before it. */
    Optional<Migration> begun() {
        return pending.stream()
                .findFirst()
                .filter(next -> !next.apply().transactional())
                .filter(next -> history.stream()
                        .flatMap(books -> books.failed().stream())
                        .anyMatch(row -> isOf(row, next)));
    }

    private static boolean isOf(SchemaHistory.Row row, Migration migration) {
        return row.version().filter(migration.version()::equals).isPresent()
                && row.script().equals(migration.apply().name());
    }

    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        history.ifPresent(books -> {
            ScriptChecks checks = new ScriptChecks(directory, withoutBegun(books));
            obstacles.addAll(checks.ofHistory());
            obstacles.addAll(checks.ofApplied());
            books.begunUndo()
                    .ifPresent(row -> obstacles.add("the undo of version "
                            + row.version().map(Version::toString).orElse("?") + " (" + row.script()
                            + ") was begun and is not complete: complete it with ./verify rollback"));
            books.current()
                    .ifPresent(current -> pending.stream()
                            .filter(migration -> migration.version().compareTo(current) < 0)
                            .forEach(migration -> obstacles.add("version " + migration.version()
                                    + " is pending below version " + current
                                    + ", which is in place: Flyway would pass over it."
                                    + " Give it a version above " + current)));
        });
        pending.forEach(migration -> ForbiddenStatements.inVersion(migration.apply(), history)
                .forEach(forbidden -> obstacles.add(directory.shown(
                                migration.apply().path()) + " line " + forbidden.line() + ": " + forbidden.message())));
        return obstacles;
    }

    private SchemaHistory withoutBegun(SchemaHistory books) {
        Optional<Migration> begun = begun();
        return new SchemaHistory(
                books.table(),
                books.rows().stream()
                        .filter(row -> row.success()
                                || begun.filter(next -> isOf(row, next)).isEmpty())
                        .toList());
    }
}
