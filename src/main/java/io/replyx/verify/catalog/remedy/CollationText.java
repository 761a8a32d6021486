package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.List;

/** Statements about collations. */
final class CollationText {
    private final Drift drift;

    CollationText(Drift drift) {
        this.drift = drift;
    }

    static String create(OtherObject collation) {
        Facts facts = Facts.of(collation);
        List<String> parts = new ArrayList<>();
        parts.add("PROVIDER = " + facts.value("provider"));
        String locale = Names.literal(facts.value("locale"));
        if (facts.value("provider").equals("libc")) {
            parts.add("LC_COLLATE = " + locale);
            parts.add("LC_CTYPE = " + Names.literal(facts.value("ctype")));
        } else {
            parts.add("LOCALE = " + locale);
        }
        if (!facts.is("deterministic")) {
            parts.add("DETERMINISTIC = false");
        }
        if (!facts.value("rules").isEmpty()) {
            parts.add("RULES = " + Names.literal(facts.value("rules")));
        }
        return "CREATE COLLATION " + collation.name() + " (" + String.join(", ", parts) + ");";
    }

    /** Nothing changes a collation; columns that use it are moved to the new one. */
    String another(OtherObject want) {
        String before = Names.besides(want.name(), "_before");
        List<String> lines = new ArrayList<>();
        lines.add("ALTER COLLATION " + want.name() + " RENAME TO " + Names.bare(before) + ";");
        lines.add(create(want));
        drift.kept(Column.class)
                .filter(column -> column.collation().equals(want.name()))
                .filter(column -> !column.inheritance().equals("inherited"))
                .forEach(column -> lines.add("ALTER TABLE " + column.table() + " ALTER COLUMN " + column.column()
                        + " TYPE " + column.type() + " COLLATE " + want.name() + ";"));
        lines.add("DROP COLLATION " + before + ";");
        return String.join("\n", lines) + new Belongings(drift).of(want);
    }
}
