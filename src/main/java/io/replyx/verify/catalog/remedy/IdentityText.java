package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements that make a column an identity column, or no longer one, and let its numbers go on where they were. */
final class IdentityText {
    private final Drift drift;
    private final ColumnText text;

    IdentityText(Drift drift) {
        this.drift = drift;
        this.text = new ColumnText(drift.want());
    }

    /** What must be done before the other changes to the column. */
    String before(Column have, Column want) {
        if (!want.identity().isEmpty()) {
            return have.identity().isEmpty()
                    ? ""
                    : alter(want) + " SET GENERATED " + want.identity().toUpperCase(Locale.ROOT) + ";";
        }
        String drop = alter(want) + " DROP IDENTITY;";
        return text.sequence(want)
                .map(sequence -> String.join("\n", leave(have, want, sequence, drop)))
                .orElse(drop);
    }

    /** The identity's sequence goes with it: another one takes over its number, and then its name. */
    private List<String> leave(Column have, Column want, Sequence sequence, String drop) {
        String next = Names.besides(sequence.name(), "_next");
        List<String> lines = new ArrayList<>();
        lines.add("CREATE SEQUENCE " + next + " AS " + sequence.type() + Creates.numbers(sequence) + ";");
        had(have).ifPresent(old -> lines.add(goOn(next, old.name())));
        lines.add(drop);
        lines.add("ALTER SEQUENCE " + next + " RENAME TO " + Names.bare(sequence.name()) + ";");
        lines.add("ALTER SEQUENCE " + sequence.name() + " OWNED BY " + want.name() + ";"
                + new Belongings(drift).of(sequence));
        return lines;
    }

    /** The sequence that the column has. */
    private Optional<Sequence> had(Column have) {
        return drift.all(Change.EXTRA, Sequence.class)
                .filter(sequence -> sequence.ownedBy().equals(have.name()))
                .findFirst()
                .or(() -> text.sequence(have).filter(each -> !drift.is(Change.MISSING, each.key())));
    }

    /** What can only be done after the other changes to the column. */
    String after(Column have, Column want) {
        if (want.identity().isEmpty() || !have.identity().isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        if (!have.defaultValue().isEmpty() && have.generated().isEmpty()) {
            lines.add(alter(want) + " DROP DEFAULT;");
        }
        if (!have.nullability().equals("not null")) {
            lines.add(alter(want) + " SET NOT NULL;");
        }
        lines.addAll(become(want));
        return String.join("\n", lines);
    }

    private List<String> become(Column want) {
        String add = alter(want) + " ADD" + text.identity(want) + ";";
        Optional<Sequence> wanted = text.sequence(want);
        if (wanted.isEmpty()) {
            return List.of(add);
        }
        String sequence = wanted.get().name();
        if (drift.is(Change.MISSING, wanted.get().key())) {
            return List.of(add, afterTheLast(want, sequence));
        }
        String before = Names.besides(sequence, "_before");
        return List.of(
                "ALTER SEQUENCE " + sequence + " RENAME TO " + Names.bare(before) + ";",
                add,
                goOn(sequence, before),
                "DROP SEQUENCE " + before + ";" + new Belongings(drift).of(wanted.get()));
    }

    private static String goOn(String sequence, String from) {
        return "SELECT setval(" + Names.literal(sequence) + ", last_value, is_called) FROM " + from + ";";
    }

    private static String afterTheLast(Column column, String sequence) {
        String last = "max(" + column.column() + ")";
        return "SELECT setval(" + Names.literal(sequence) + ", " + last + ") FROM " + column.table() + " HAVING " + last
                + " > 0;";
    }

    private static String alter(Column column) {
        return "ALTER TABLE " + column.table() + " ALTER COLUMN " + column.column();
    }
}
