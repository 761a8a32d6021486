package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements that change columns. */
final class ColumnAlters {
    /** What an inherited column has from its parent. */
    private static final Set<String> OF_PARENT = Set.of("type", "collation", "generated", "identity");

    private static final Set<String> OF_TYPE = Set.of("type", "collation");

    private final Drift drift;
    private final ColumnText text;

    ColumnAlters(Drift drift) {
        this.drift = drift;
        this.text = new ColumnText(drift.want());
    }

    /** Empty text where the table's own statement does it; nothing moves a column. */
    Optional<String> of(Column have, Column want, Set<String> different) {
        Set<String> names = new HashSet<>(different);
        names.remove("position");
        if (names.equals(Set.of("inheritance"))) {
            return inheritance(want);
        }
        boolean ofType = names.stream().anyMatch(OF_TYPE::contains) && new Follows(drift).isOfChangedType(want);
        if (ofType || followsParent(want, names)) {
            return Optional.of("");
        }
        GeneratedText generated = new GeneratedText(drift);
        if (generated.makesAnew(have, want)) {
            return Optional.of(generated.again(have, want));
        }
        List<String> lines = new ArrayList<>();
        if (names.contains("identity")) {
            lines.add(new IdentityText(drift).before(have, want));
        }
        lines.add(generated.alter(have, want));
        List<String> parts = parts(have, want, names);
        if (!parts.isEmpty()) {
            lines.add("ALTER TABLE " + want.table() + " " + String.join(", ", parts) + ";");
        }
        if (names.contains("notNullName") && !want.nullability().equals("null")) {
            lines.add(ColumnText.notNullName(want));
        }
        if (names.contains("identity")) {
            lines.add(new IdentityText(drift).after(have, want));
        }
        return Optional.of(String.join(
                        "\n", lines.stream().filter(line -> !line.isEmpty()).toList()))
                .filter(statements -> !statements.isEmpty());
    }

    /** A column that was the table's own stays so when the table inherits it again, but for a partition's. */
    private Optional<String> inheritance(Column want) {
        boolean follows = TableAlters.attaches(drift, want.table())
                || want.inheritance().equals("inherited and local")
                || want.inheritance().isEmpty();
        return Optional.of("").filter(text -> follows && drift.is(Change.DIFFERENT, tableOf(want)));
    }

    private static ObjectKey tableOf(Column column) {
        return new ObjectKey(ObjectKind.TABLE, column.table());
    }

    /** The type of an inherited column, and how its values come about, change with the parent's. */
    private boolean followsParent(Column want, Set<String> names) {
        return want.inheritance().equals("inherited")
                && names.stream().anyMatch(OF_PARENT::contains)
                && parents(want).stream()
                        .map(parent -> new ObjectKey(ObjectKind.COLUMN, parent + "." + want.column()))
                        .anyMatch(column -> drift.is(Change.DIFFERENT, column));
    }

    private List<String> parents(Column column) {
        return drift.want()
                .find(ObjectKind.TABLE, column.table())
                .map(table -> ((Table) table).inherits())
                .orElse(List.of());
    }

    private List<String> parts(Column have, Column want, Set<String> names) {
        List<String> parts = new ArrayList<>();
        String alter = "ALTER COLUMN " + want.column();
        boolean type = names.contains("type");
        boolean plain = want.generated().isEmpty();
        if (type && plain && have.generated().isEmpty() && !have.defaultValue().isEmpty()) {
            // The old default need not fit the new type.
            parts.add(alter + " DROP DEFAULT");
        }
        if (type || names.contains("collation")) {
            parts.add(alter + " TYPE " + want.type()
                    + (want.collation().isEmpty() ? "" : " COLLATE " + want.collation())
                    + (type && plain ? " USING " + want.column() + "::" + want.type() : ""));
        }
        if (plain && want.identity().isEmpty() && (type || names.contains("defaultValue"))) {
            if (!want.defaultValue().isEmpty()) {
                parts.add(alter + " SET DEFAULT " + want.defaultValue());
            } else if (!type && have.generated().isEmpty()) {
                parts.add(alter + " DROP DEFAULT");
            }
        }
        if (names.contains("nullability") && want.identity().isEmpty()) {
            parts.add(ColumnText.nullability(want));
        }
        parts.addAll(settings(have, want, names));
        return parts;
    }

    private List<String> settings(Column have, Column want, Set<String> names) {
        List<String> parts = new ArrayList<>();
        String alter = "ALTER COLUMN " + want.column();
        if (names.contains("storage")) {
            parts.add(alter + " SET STORAGE "
                    + (want.storage().isEmpty() ? "DEFAULT" : want.storage().toUpperCase(Locale.ROOT)));
        }
        if (names.contains("compression")) {
            parts.add(alter + " SET COMPRESSION " + (want.compression().isEmpty() ? "default" : want.compression()));
        }
        if (names.contains("statisticsTarget")) {
            parts.add(
                    alter + " SET STATISTICS " + (want.statisticsTarget().isEmpty() ? "-1" : want.statisticsTarget()));
        }
        if (names.contains("options") && text.isForeign(want)) {
            String changes = new Options(want.options()).from(new Options(have.options()));
            if (!changes.isEmpty()) {
                parts.add(alter + changes);
            }
        } else if (names.contains("options")) {
            Parameters.changes(have.options(), want.options()).forEach(change -> parts.add(alter + " " + change));
        }
        return parts;
    }
}
