package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what of the rows of one state of a database is missing or changed in another; tables and columns that came to it
 * are no loss and not looked at.
 */
public final class DataComparison {
    private final Details details;
    private final boolean exact;

    private DataComparison(Details details, boolean exact) {
        this.details = details;
        this.exact = exact;
    }

    /** Compare two databases byte for byte, so that a row too many counts as well, and name the rows that differ. */
    public static DataComparison exact(Connection before, Connection after) {
        return new DataComparison(
                (table, common) -> Optional.of(new RowDetails(before, after, true, table, common)), true);
    }

    /** Compare by what the values mean, where rows may come to it and numbers to more decimals; name what differs. */
    public static DataComparison byMeaning(Connection before, Connection after) {
        return new DataComparison(
                (table, common) -> Optional.of(new RowDetails(before, after, false, table, common)), false);
    }

    /** Compare byte for byte two states of which the earlier is gone, so that its rows can no longer be named. */
    public static DataComparison counting() {
        return new DataComparison((table, common) -> Optional.empty(), true);
    }

    /** Where the rows of a table can be looked up, once its fingerprints differ. */
    private interface Details {
        Optional<RowDetails> of(String table, List<String> common) throws SQLException;
    }

    /**
     * What is missing or changed.
     *
     * @param old the fingerprint of the earlier state
     * @param now the fingerprint of the later state, over the columns of the earlier one
     */
    public List<DataChange> changes(DataFingerprint old, DataFingerprint now) throws SQLException {
        List<DataChange> changes = new ArrayList<>();
        for (TableFingerprint table : old.tables().values()) {
            TableFingerprint other = now.tables().get(table.table());
            // Who may read a large object is no value: a version may change it, and its undo gives it back.
            if (!exact && table.table().equals(LargeObjects.TABLE)) {
                continue;
            }
            if (other == null) {
                missing(table).ifPresent(changes::add);
            } else if (!other.equals(table) && table.rows() + other.rows() > 0) {
                changes.addAll(changes(table, other));
            }
        }
        return changes;
    }

    private static Optional<DataChange> missing(TableFingerprint table) {
        return table.rows() == 0
                ? Optional.empty()
                : Optional.of(new DataChange(
                        table.table(), Optional.empty(), "the table is gone, with " + rows(table.rows())));
    }

    private List<DataChange> changes(TableFingerprint old, TableFingerprint now) throws SQLException {
        List<DataChange> changes = new ArrayList<>(goneColumns(old, now));
        Optional<RowDetails> rows = details.of(old.table(), now.columns());
        String onOneSide = rows.isPresent() ? rows.get().rowsOnOneSide() : "";
        boolean counts = exact ? now.rows() != old.rows() : now.rows() < old.rows();
        if (counts || !onOneSide.isEmpty()) {
            changes.add(new DataChange(
                    old.table(),
                    Optional.empty(),
                    "have " + rows(now.rows()) + ", want " + rows(old.rows()) + onOneSide));
        }
        if (rows.isPresent()) {
            changes.addAll(changedValues(rows.get(), old.table(), now.columns()));
        }
        if (changes.isEmpty() && mustDiffer(rows, old, now)) {
            changes.add(new DataChange(old.table(), Optional.empty(), "values differ in its " + rows(old.rows())));
        }
        return changes;
    }

    private static List<DataChange> goneColumns(TableFingerprint old, TableFingerprint now) {
        return old.columns().stream()
                .filter(column -> old.rows() > 0 && !now.columns().contains(column))
                .map(column -> new DataChange(
                        old.table(), Optional.of(column), "the column is gone, with its values in " + rows(old.rows())))
                .toList();
    }

    private static List<DataChange> changedValues(RowDetails rows, String table, List<String> columns)
            throws SQLException {
        List<DataChange> changes = new ArrayList<>();
        for (String column : columns) {
            rows.changedValues(column)
                    .map(message -> new DataChange(table, Optional.of(column), message))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    /** Whether something did change that no row or value tells: without a key, values may have moved between rows. */
    private boolean mustDiffer(Optional<RowDetails> rows, TableFingerprint old, TableFingerprint now) {
        boolean unnamed = rows.filter(RowDetails::canNameRows).isEmpty();
        return exact || (unnamed && old.rows() == now.rows() && old.columns().equals(now.columns()));
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    }
}
