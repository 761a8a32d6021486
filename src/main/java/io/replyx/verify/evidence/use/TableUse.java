package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inserts a row into every table, updates it and deletes it. A table comes after those that it refers to, whose rows stay
 * until the end.
 */
final class TableUse {
    private final List<GeneratedTable> tables;
    private final Attempts attempts;
    private final TableTally tally;
    private final List<Standing> standing = new ArrayList<>();

    TableUse(List<GeneratedTable> tables, Attempts attempts, TableTally tally) {
        this.tables = tables;
        this.attempts = attempts;
        this.tally = tally;
    }

    /** A row that was put in or was there. */
    private record Standing(GeneratedTable table, Place place) {}

    int count() {
        return tables.size();
    }

    /** Put a row into all of them. */
    void fill() throws SQLException {
        for (GeneratedTable table : tables) {
            Optional<Place> place = new InsertUse(table, attempts, tally).examine();
            place.ifPresent(there -> standing.add(new Standing(table, there)));
        }
    }

    /** Change the rows that were put in, and take them out again. */
    void empty(RowUse rows) throws SQLException {
        for (int i = standing.size() - 1; i >= 0; i--) {
            rows.examine(standing.get(i).table(), standing.get(i).place());
        }
    }
}
