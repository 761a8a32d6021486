package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what of the rows of one database is missing or changed in another that is a step further on; rows, tables and
 * columns that came to it are no loss and not looked at.
 */
public final class DataComparison {
    private final RowLookup rows;
    private final boolean exact;

    private DataComparison(RowLookup rows, boolean exact) {
        this.rows = rows;
        this.exact = exact;
    }

    /** Compare two databases byte for byte, and name the rows that differ. */
    public static DataComparison exact(Connection before, Connection after) {
        return new DataComparison(new RowDetails(before, after, true), true);
    }

    /** Compare two databases by what the values mean: a number may have come to more decimals. */
    public static DataComparison byMeaning(Connection before, Connection after) {
        return new DataComparison(new RowDetails(before, after, false), false);
    }

    /** Compare two states of which the earlier one is gone, so that its rows can no longer be named. */
    public static DataComparison counting() {
        return new DataComparison(RowLookup.NONE, true);
    }

    /** Names rows once two fingerprints differ. */
    interface RowLookup {
        RowLookup NONE = new RowLookup() {
            @Override
            public String missingRows(String table) {
                return "";
            }

            @Override
            public Optional<String> changedValues(String table, String column) {
                return Optional.empty();
            }

            @Override
            public boolean canNameRows(String table) {
                return false;
            }
        };

        /** Keys of rows that are missing, as the end of a sentence; empty when they cannot be named. */
        String missingRows(String table) throws SQLException;

        /** What changed in a column; empty when the values mean the same. */
        Optional<String> changedValues(String table, String column) throws SQLException;

        /** Whether the table has a key, so that a value that moved to another row is noticed. */
        boolean canNameRows(String table) throws SQLException;
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
            if (other == null) {
                missing(table).ifPresent(changes::add);
            } else if (!other.equals(table)) {
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
        List<DataChange> changes = new ArrayList<>();
        if (old.rows() == 0 && now.rows() == 0) {
            return changes;
        }
        if (old.rows() != now.rows()) {
            changes.add(new DataChange(
                    old.table(),
                    Optional.empty(),
                    "have " + rows(now.rows()) + ", want " + rows(old.rows()) + rows.missingRows(old.table())));
            return changes;
        }
        for (String column : old.columns()) {
            if (!now.columns().contains(column) && old.rows() > 0) {
                changes.add(new DataChange(
                        old.table(),
                        Optional.of(column),
                        "the column is gone, with its values in " + rows(old.rows())));
            }
        }
        changes.addAll(changedValues(old, now));
        // Without a key, values that moved from one row to another are nowhere missing.
        boolean unexplained = changes.isEmpty() && (exact || !rows.canNameRows(old.table()));
        if (unexplained) {
            changes.add(new DataChange(old.table(), Optional.empty(), "values differ in its " + rows(old.rows())));
        }
        return changes;
    }

    /** Fingerprints over different columns say nothing of each other, so that the columns that remain are compared. */
    private List<DataChange> changedValues(TableFingerprint old, TableFingerprint now) throws SQLException {
        List<DataChange> changes = new ArrayList<>();
        for (String column : now.columns()) {
            rows.changedValues(old.table(), column)
                    .map(message -> new DataChange(old.table(), Optional.of(column), message))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : String.format(java.util.Locale.ROOT, "%,d rows", count);
    }
}
