package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.Sequence;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How statements define columns. */
final class ColumnText {
    private final Catalog want;

    ColumnText(Catalog want) {
        this.want = want;
    }

    /** As it stands in CREATE TABLE or behind ADD COLUMN. */
    String definition(Column column) {
        return column.column() + " " + column.type() + options(column)
                + (column.collation().isEmpty() ? "" : " COLLATE " + column.collation()) + rest(column);
    }

    /** As it stands in the table of a type, which has the column already; empty where it is as the type has it. */
    Optional<String> withOptions(Column column) {
        return Optional.of(rest(column))
                .filter(text -> !text.isEmpty())
                .map(text -> column.column() + " WITH OPTIONS" + text);
    }

    private String options(Column column) {
        return isForeign(column) ? new Options(column.options()).create() : "";
    }

    private String rest(Column column) {
        StringBuilder text = new StringBuilder();
        if (!column.generated().isEmpty()) {
            text.append(" GENERATED ALWAYS AS (")
                    .append(column.defaultValue())
                    .append(") ")
                    .append(column.generated().toUpperCase(Locale.ROOT));
        } else if (!column.identity().isEmpty()) {
            text.append(identity(column));
        } else if (!column.defaultValue().isEmpty()) {
            text.append(" DEFAULT ").append(column.defaultValue());
        }
        return text.append(notNull(column)).toString();
    }

    /** The part of ALTER TABLE after which a column that is there takes NULL, or takes none any more. */
    static String nullability(Column column) {
        String alter = "ALTER COLUMN " + column.column();
        if (column.nullability().contains("no inherit")) {
            return alter + " DROP NOT NULL, ADD NOT NULL " + column.column() + " NO INHERIT";
        }
        return alter + (column.nullability().equals("null") ? " DROP NOT NULL" : " SET NOT NULL");
    }

    private static String notNull(Column column) {
        if (column.nullability().equals("null")) {
            return "";
        }
        String named = column.notNullName().isEmpty() ? "" : " CONSTRAINT " + column.notNullName();
        return named + (column.nullability().contains("no inherit") ? " NOT NULL NO INHERIT" : " NOT NULL");
    }

    /** The statement that gives the NOT NULL constraint of a column its name, which is the server's where nobody chose one. */
    static String notNullName(Column column) {
        String servers = bare(Names.bare(column.table())) + "_" + bare(column.column()) + "_not_null";
        String name = column.notNullName().isEmpty() ? Names.identifier(servers) : column.notNullName();
        String table = Names.literal(column.table()) + "::regclass";
        return "DO $do$ BEGIN EXECUTE (SELECT format('ALTER TABLE "
                + column.table().replace("'", "''").replace("%", "%%")
                + " RENAME CONSTRAINT %I TO " + name.replace("'", "''").replace("%", "%%")
                + "', n.conname) FROM pg_constraint n, pg_attribute a WHERE n.conrelid = " + table
                + " AND n.contype = 'n' AND a.attrelid = n.conrelid AND a.attnum = n.conkey[1] AND a.attname = "
                + Names.literal(bare(column.column())) + "); END $do$;";
    }

    private static String bare(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /** The clause that makes it an identity column with the sequence that it should have. */
    String identity(Column column) {
        return " GENERATED " + column.identity().toUpperCase(Locale.ROOT) + " AS IDENTITY"
                + sequence(column)
                        .map(sequence -> " (SEQUENCE NAME " + sequence.name() + Creates.numbers(sequence) + ")")
                        .orElse("");
    }

    /** The sequence that should belong to a column. */
    Optional<Sequence> sequence(Column column) {
        return want.sequences().stream()
                .filter(sequence -> sequence.ownedBy().equals(column.name()))
                .findFirst();
    }

    /** What a new column cannot be defined with, as parts of ALTER TABLE. */
    List<String> settings(Column column) {
        String alter = "ALTER COLUMN " + column.column();
        List<String> parts = new ArrayList<>();
        if (!column.storage().isEmpty()) {
            parts.add(alter + " SET STORAGE " + column.storage().toUpperCase(Locale.ROOT));
        }
        if (!column.compression().isEmpty()) {
            parts.add(alter + " SET COMPRESSION " + column.compression());
        }
        if (!column.statisticsTarget().isEmpty()) {
            parts.add(alter + " SET STATISTICS " + column.statisticsTarget());
        }
        if (!column.options().isEmpty() && !isForeign(column)) {
            parts.add(alter + " SET (" + String.join(", ", column.options()) + ")");
        }
        return parts;
    }

    boolean isForeign(Column column) {
        return want.find(ObjectKind.TABLE, column.table())
                .filter(table -> table instanceof Table other && other.form().equals("foreign table"))
                .isPresent();
    }
}
