package io.replyx.verify.migration;

import io.replyx.verify.migration.SchemaHistory.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What others did to a history since it was read: which version they applied or took back, when, and who they were.
 *
 * @param written rows that came or are others now, in the order of their rank
 * @param removed rows that are gone
 */
public record HistoryChange(List<Row> written, List<Row> removed) {
    /** Nobody did anything. */
    public static final HistoryChange NONE = new HistoryChange(List.of(), List.of());

    public HistoryChange {
        written = List.copyOf(written);
        removed = List.copyOf(removed);
    }

    /** Compare what was read before with what is there now. */
    public static HistoryChange between(Optional<SchemaHistory> before, Optional<SchemaHistory> now) {
        List<Row> then = rows(before);
        List<Row> later = rows(now);
        Predicate<Row> kept = row -> later.stream().anyMatch(other -> other.rank() == row.rank());
        return new HistoryChange(
                later.stream().filter(row -> !then.contains(row)).toList(),
                then.stream().filter(kept.negate()).toList());
    }

    private static List<Row> rows(Optional<SchemaHistory> history) {
        return history.map(SchemaHistory::rows).orElse(List.of());
    }

    /** The same but for versions that whoever asks applied himself. */
    public HistoryChange without(List<Version> own) {
        return new HistoryChange(
                written.stream()
                        .filter(row -> row.isUndo()
                                || row.version().filter(own::contains).isEmpty())
                        .toList(),
                removed);
    }

    public boolean isEmpty() {
        return written.isEmpty() && removed.isEmpty();
    }

    /** What was done in one sentence, without its full stop; a time is the clock's of the session that wrote it. */
    public String describe() {
        if (isEmpty()) {
            return "its table is another";
        }
        return Stream.concat(
                        written.stream().map(row -> deed(row) + by(row)),
                        removed.stream().map(row -> "the row of " + subject(row) + " was removed"))
                .collect(Collectors.joining("; "));
    }

    private static String deed(Row row) {
        if (row.beganUndo()) {
            return "the undo of " + subject(row) + " was begun";
        }
        if (row.isUndo()) {
            return subject(row) + " was taken back";
        }
        if (row.isBaseline()) {
            return "a baseline at version "
                    + row.version().map(Version::toString).orElse("?") + " was written";
        }
        return subject(row) + (row.success() ? " was applied" : " failed, run");
    }

    private static String subject(Row row) {
        return row.version()
                .map(version -> "version " + version + " (" + row.script() + ")")
                .orElse(row.script());
    }

    private static String by(Row row) {
        return " by " + row.installedBy() + " at " + row.installedOn().withNano(0);
    }
}
