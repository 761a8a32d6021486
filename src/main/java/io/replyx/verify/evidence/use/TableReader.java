package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tables of a database, each after those that it refers to. */
final class TableReader {
    private final Attempts attempts;
    private final Set<String> bookkeeping;

    TableReader(Attempts attempts, Set<String> bookkeeping) {
        this.attempts = attempts;
        this.bookkeeping = bookkeeping;
    }

    List<GeneratedTable> read() throws SQLException {
        Map<String, List<GeneratedColumn>> tables = columns();
        List<GeneratedTable> ordered = new ArrayList<>();
        for (String table : new ReferenceOrder(tables).parentsFirst()) {
            ordered.add(new GeneratedTable(table, tables.getOrDefault(table, List.of()), attempts));
        }
        return ordered;
    }

    private Map<String, List<GeneratedColumn>> columns() throws SQLException {
        Map<String, List<GeneratedColumn>> tables = new LinkedHashMap<>();
        for (GeneratedColumn column : attempts.read(GeneratedColumn.ofTables(), GeneratedColumn::of)) {
            if (!bookkeeping.contains(column.bareTable())) {
                List<GeneratedColumn> own = tables.computeIfAbsent(column.table(), table -> new ArrayList<>());
                if (!column.name().isEmpty()) {
                    own.add(column);
                }
            }
        }
        return tables;
    }
}
