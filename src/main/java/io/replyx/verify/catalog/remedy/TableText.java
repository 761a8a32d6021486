package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Statements that make tables with their columns and constraints. */
final class TableText {
    private static final String INHERITED = "inherited";

    private final Catalog want;
    private final ColumnText columns;

    TableText(Catalog want) {
        this.want = want;
        this.columns = new ColumnText(want);
    }

    String create(Table table) {
        String unlogged = table.persistence().equals("unlogged") ? "UNLOGGED " : "";
        String secrets = options(table).secrets(new Options(List.of()));
        return "CREATE " + unlogged + Names.kind(table) + " " + table.name() + contents(table) + behind(table) + ";"
                + settings(table) + (secrets.isEmpty() ? "" : "\n" + secrets);
    }

    private String contents(Table table) {
        if (!table.partitionBound().isEmpty()) {
            return " PARTITION OF " + String.join(", ", table.inherits()) + " " + table.partitionBound();
        }
        List<String> parts = new ArrayList<>();
        boolean typed = !table.ofType().isEmpty();
        columnsOf(table).stream()
                .filter(column -> !column.inheritance().equals(INHERITED))
                .forEach(column -> {
                    if (typed) {
                        columns.withOptions(column).ifPresent(parts::add);
                    } else {
                        parts.add(columns.definition(column));
                    }
                });
        want.constraints().stream()
                .filter(constraint -> constraint.table().equals(table.name()))
                .filter(constraint -> !constraint.inheritance().equals(INHERITED))
                .forEach(constraint ->
                        parts.add("CONSTRAINT " + constraint.constraint() + " " + constraint.definition()));
        String list = " (" + String.join(", ", parts) + ")";
        if (typed) {
            return " OF " + table.ofType() + (parts.isEmpty() ? "" : list);
        }
        return list + (table.inherits().isEmpty() ? "" : " INHERITS (" + String.join(", ", table.inherits()) + ")");
    }

    private static String behind(Table table) {
        String partitioned = table.partitionKey().isEmpty() ? "" : " PARTITION BY " + table.partitionKey();
        String with = table.storageParameters().isEmpty()
                ? ""
                : " WITH (" + String.join(", ", table.storageParameters()) + ")";
        return partitioned + method(table) + with + foreign(table);
    }

    private static String method(Table table) {
        return table.accessMethod().isEmpty() || table.accessMethod().equals("heap")
                ? ""
                : " USING " + Names.identifier(table.accessMethod());
    }

    private static String foreign(Table table) {
        return table.foreignOptions().isEmpty()
                ? ""
                : " SERVER " + server(table) + options(table).create();
    }

    /** The server of a foreign table. */
    static String server(Table table) {
        return table.foreignOptions().isEmpty() ? "" : new Facts(table.foreignOptions()).value("server");
    }

    /** The options of a foreign table, which stand behind its server. */
    static Options options(Table table) {
        return new Options(new Facts(table.foreignOptions()).from(1));
    }

    private String settings(Table table) {
        List<String> parts = new ArrayList<>();
        columnsOf(table).forEach(column -> parts.addAll(columns.settings(column)));
        return parts.isEmpty() ? "" : "\nALTER TABLE " + table.name() + " " + String.join(", ", parts) + ";";
    }

    private List<Column> columnsOf(Table table) {
        return want.columns().stream()
                .filter(column -> column.table().equals(table.name()))
                .sorted(Comparator.comparingInt(Column::position))
                .toList();
    }
}
