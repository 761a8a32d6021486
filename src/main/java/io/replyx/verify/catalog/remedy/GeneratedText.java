package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Statements that make a column generated, or no longer so. */
final class GeneratedText {
    private final Drift drift;
    private final ColumnText text;

    GeneratedText(Drift drift) {
        this.drift = drift;
        this.text = new ColumnText(drift.want());
    }

    /** A column that is stored can keep its values; nothing else changes from or to generated. */
    boolean makesAnew(Column have, Column want) {
        return !have.generated().equals(want.generated())
                && !(have.generated().equals("stored") && want.generated().isEmpty());
    }

    String alter(Column have, Column want) {
        String alter = "ALTER TABLE " + want.table() + " ALTER COLUMN " + want.column();
        if (!have.generated().isEmpty() && want.generated().isEmpty()) {
            return alter + " DROP EXPRESSION;";
        }
        if (!want.generated().isEmpty() && !have.defaultValue().equals(want.defaultValue())) {
            return alter + " SET EXPRESSION AS (" + want.defaultValue() + ");"
                    + "\n-- before PostgreSQL 17 the column must be dropped and added again";
        }
        return "";
    }

    /** The values of a virtual column are written down before it goes; those that become generated are made anew. */
    String again(Column have, Column want) {
        List<String> lines = new ArrayList<>();
        String table = "ALTER TABLE " + want.table() + " ";
        if (want.generated().isEmpty()) {
            String before = Names.besides(want.column(), "_before");
            lines.add(table + "RENAME COLUMN " + want.column() + " TO " + before + ";");
            lines.add(table + "ADD COLUMN " + nullable(want) + ";");
            lines.add("UPDATE " + want.table() + " SET " + want.column() + " = " + before + ";");
            lines.add(table + "DROP COLUMN " + before + ";");
            if (!want.nullability().equals("null")) {
                lines.add(table + ColumnText.nullability(want) + ";");
            }
        } else {
            lines.add(table + "DROP COLUMN " + want.column() + ", ADD COLUMN " + text.definition(want) + ";");
        }
        List<String> settings = text.settings(want);
        if (!settings.isEmpty()) {
            lines.add(table + String.join(", ", settings) + ";");
        }
        lines.addAll(hangingOn(have));
        return String.join("\n", lines) + new Belongings(drift).of(want);
    }

    private String nullable(Column column) {
        String definition = text.definition(column);
        return column.nullability().equals("null")
                ? definition
                : definition.replaceFirst(" NOT NULL( NO INHERIT)?$", "");
    }

    /** Constraints, indexes and statistics that name the column go with it. */
    private List<String> hangingOn(Column column) {
        Pattern name = Pattern.compile("(?<![\\w\"$])" + Pattern.quote(column.column()) + "(?![\\w\"$])");
        List<String> lines = new ArrayList<>();
        drift.kept(Constraint.class)
                .filter(each -> each.table().equals(column.table()))
                .filter(each -> name.matcher(each.definition()).find())
                .forEach(each -> lines.add(Creates.add(each)));
        drift.kept(Index.class)
                .filter(each ->
                        each.table().equals(column.table()) && each.constraint().isEmpty())
                .filter(each -> name.matcher(each.definition()).find())
                .forEach(each -> lines.add(Creates.index(each) + new Belongings(drift).besidesOwner(each)));
        drift.kept(OtherObject.class)
                .filter(each -> each.kind() == ObjectKind.STATISTICS)
                .filter(each -> each.properties().get(0).endsWith(" FROM " + column.table()))
                .filter(each -> name.matcher(each.properties().get(0)).find())
                .forEach(each -> new OtherText(drift).create(each).ifPresent(lines::add));
        return lines;
    }
}
