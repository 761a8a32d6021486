package io.replyx.verify.cli;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.SchemaHistory.Row;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.LockHolder;
import io.replyx.verify.operation.DatabaseStatus;
import io.replyx.verify.operation.LeftScratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a database stands, for a person. */
final class StatusText {
    private final DatabaseStatus status;
    private final List<String> lines = new ArrayList<>();

    private StatusText(DatabaseStatus status) {
        this.status = status;
    }

    static String of(DatabaseStatus status) {
        StatusText text = new StatusText(status);
        text.write();
        return String.join("\n", text.lines);
    }

    private void write() {
        lines.add(status.address() + (status.standby() ? ", a standby" : ""));
        line("version", version());
        line("head", status.head().map(StatusText::words).orElse("no scripts"));
        line("history", status.history().map(SchemaHistory::table).orElse("no " + SchemaHistory.TABLE));
        status.history()
                .flatMap(SchemaHistory::baseline)
                .ifPresent(base -> line("baseline", "stands for every version up to " + base));
        each("pending", status.pending().stream().map(StatusText::words).toList());
        each("undone", status.history().stream().flatMap(this::undone).toList());
        each("failed", status.history().stream().flatMap(StatusText::failed).toList());
        line("Alembic", alembic());
        line("lock", status.lockHolder().map(LockHolder::describe).orElse("free"));
        status.leftScratch().forEach(left -> line("left", LeftScratch.describe(left)));
    }

    private String version() {
        if (status.current().isPresent()) {
            return status.version()
                    .migration()
                    .map(StatusText::words)
                    .orElse(status.current().get() + ", which is not among the scripts");
        }
        return status.history().isPresent()
                ? "none in place"
                : "unknown: " + status.version().source();
    }

    private static String words(Migration migration) {
        return migration.version() + " " + migration.description();
    }

    private java.util.stream.Stream<String> undone(SchemaHistory history) {
        return history.undone().stream()
                .map(row -> version(row) + " with " + row.script() + " by "
                        + row.installedBy() + " at " + row.installedOn().withNano(0)
                        + row.checksum().map(sum -> ", checksum " + sum).orElse("")
                        + (row.version().filter(history::has).isPresent() ? "; in place again" : ""));
    }

    private static java.util.stream.Stream<String> failed(SchemaHistory history) {
        return history.failed().stream()
                .map(row -> version(row) + " " + row.script()
                        + (row.beganUndo()
                                ? ": an undo that was begun and is not complete; ./verify rollback completes it"
                                : ", not repaired"));
    }

    private static String version(Row row) {
        return row.version().map(Version::toString).orElse("?");
    }

    private String alembic() {
        Optional<String> revisions = status.alembic()
                .map(history -> history.revisions().isEmpty() ? "no revision" : String.join(", ", history.revisions()));
        return revisions
                .map(text -> text
                        + status.counterpart()
                                .map(migration -> ", the counterpart of version " + migration.version())
                                .orElse(", the counterpart of no version"))
                .orElse("no alembic_version");
    }

    private void each(String label, List<String> entries) {
        if (entries.isEmpty()) {
            line(label, "nothing");
        }
        for (int i = 0; i < entries.size(); i++) {
            line(i == 0 ? label : "", entries.get(i));
        }
    }

    private void line(String label, String text) {
        lines.add(String.format(java.util.Locale.ROOT, "  %-9s %s", label, text));
    }
}
