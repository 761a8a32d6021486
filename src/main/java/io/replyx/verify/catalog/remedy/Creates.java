package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Comment;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.DefaultPrivilege;
import io.replyx.verify.catalog.EventTrigger;
import io.replyx.verify.catalog.Extension;
import io.replyx.verify.catalog.Function;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.OtherObject;
import io.replyx.verify.catalog.Policy;
import io.replyx.verify.catalog.RewriteRule;
import io.replyx.verify.catalog.Schema;
import io.replyx.verify.catalog.Sequence;
import io.replyx.verify.catalog.Setting;
import io.replyx.verify.catalog.Table;
import io.replyx.verify.catalog.Trigger;
import io.replyx.verify.catalog.Type;
import io.replyx.verify.catalog.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements that make what is missing. */
final class Creates {
    private final Drift drift;

    Creates(Drift drift) {
        this.drift = drift;
    }

    /** With the statement that hands it to its owner, where that is another than the database's. */
    Optional<String> of(CatalogObject object) {
        return bare(object).map(create -> create + Belongings.owner(object));
    }

    private Optional<String> bare(CatalogObject object) {
        if (object instanceof Extension extension) {
            return Optional.of("CREATE EXTENSION " + extension.name() + " SCHEMA " + extension.schema() + ";");
        }
        if (object instanceof Schema schema) {
            return Optional.of("CREATE SCHEMA " + schema.name() + ";");
        }
        if (object instanceof Type type) {
            return TypeText.create(type);
        }
        if (object instanceof Table table) {
            return Optional.of(new OwnSequences(drift)
                    .around(column -> column.table().equals(table.name()), new TableText(drift.want()).create(table)));
        }
        if (object instanceof Column column) {
            return Optional.of(new OwnSequences(drift).around(column::equals, column(column)));
        }
        if (object instanceof Constraint constraint) {
            return Optional.of(add(constraint));
        }
        if (object instanceof Index index) {
            return Optional.of(index(index));
        }
        if (object instanceof Sequence sequence) {
            return Optional.of(sequence(sequence));
        }
        if (object instanceof View view) {
            return Optional.of("CREATE " + view(view));
        }
        if (object instanceof Function function) {
            return FunctionText.create(function);
        }
        if (object instanceof Trigger trigger) {
            return Optional.of(trigger.definition() + ";");
        }
        if (object instanceof RewriteRule rule) {
            return Optional.of(rule.definition());
        }
        if (object instanceof EventTrigger trigger) {
            return Optional.of(eventTrigger(trigger));
        }
        if (object instanceof Policy policy) {
            return Optional.of(policy(policy));
        }
        return more(object);
    }

    private Optional<String> more(CatalogObject object) {
        if (object instanceof Comment comment) {
            return Optional.of(
                    Names.isDatabase(comment)
                            ? Names.aboutDatabase("COMMENT ON DATABASE %I IS "
                                    + Names.literal(comment.text()).replace("%", "%%"))
                            : "COMMENT ON " + Names.commented(comment) + " IS " + Names.literal(comment.text()) + ";");
        }
        if (object instanceof Setting setting) {
            return Optional.of(
                    Names.setting(setting, "SET " + setting.parameter() + " = " + Names.literal(setting.value())));
        }
        if (object instanceof Grant grant) {
            return Optional.of(grant(grant));
        }
        if (object instanceof DefaultPrivilege entry) {
            return Optional.of(
                    entry.privileges().isEmpty()
                            ? Names.defaults(entry, "REVOKE ALL", " FROM ")
                            : Names.defaults(
                                    entry,
                                    "GRANT "
                                            + String.join(", ", entry.privileges())
                                                    .replace("*", ""),
                                    " TO "));
        }
        return object instanceof OtherObject other ? new OtherText(drift).create(other) : Optional.empty();
    }

    static String grant(Grant grant) {
        if (grant.privileges().isEmpty()) {
            return Names.granted(grant, "REVOKE ", "ALL", " FROM ");
        }
        List<String> statements = new ArrayList<>();
        String plain = Names.privileges(grant.privileges(), false);
        if (!plain.isEmpty()) {
            statements.add(Names.granted(grant, "GRANT ", plain, " TO "));
        }
        String passedOn = Names.privileges(grant.privileges(), true);
        if (!passedOn.isEmpty()) {
            statements.add(Names.granted(grant, "GRANT ", passedOn, " TO ").replaceFirst(";$", " WITH GRANT OPTION;"));
        }
        return String.join("\n", statements);
    }

    private String sequence(Sequence sequence) {
        return new Follows(drift)
                .otherName(sequence)
                .map(other -> "ALTER SEQUENCE " + other.name() + " RENAME TO " + Names.bare(sequence.name()) + ";")
                .orElseGet(() ->
                        "CREATE SEQUENCE " + sequence.name() + " AS " + sequence.type() + options(sequence) + ";");
    }

    private String column(Column column) {
        ColumnText text = new ColumnText(drift.want());
        String table = "ALTER TABLE " + column.table() + " ";
        List<String> settings = text.settings(column);
        return table + "ADD COLUMN " + text.definition(column) + ";"
                + (settings.isEmpty() ? "" : "\n" + table + String.join(", ", settings) + ";");
    }

    static String add(Constraint constraint) {
        return "ALTER TABLE " + constraint.table() + " ADD CONSTRAINT " + constraint.constraint() + " "
                + constraint.definition() + ";";
    }

    static String index(Index index) {
        return index.definition().replaceFirst(" INDEX ", " INDEX CONCURRENTLY ") + ";";
    }

    static String options(Sequence sequence) {
        return numbers(sequence) + (sequence.ownedBy().isEmpty() ? "" : " OWNED BY " + sequence.ownedBy());
    }

    /** Which numbers it gives. */
    static String numbers(Sequence sequence) {
        return " INCREMENT BY " + sequence.increment() + " MINVALUE " + sequence.minimum() + " MAXVALUE "
                + sequence.maximum() + " START WITH " + sequence.start() + " CACHE " + sequence.cache()
                + (sequence.cycle() ? " CYCLE" : " NO CYCLE");
    }

    static String view(View view) {
        String options = view.options().isEmpty() ? "" : " WITH (" + String.join(", ", view.options()) + ")";
        String method = view.accessMethod().isEmpty() ? "" : " USING " + Names.identifier(view.accessMethod());
        return view.form().toUpperCase(Locale.ROOT) + " " + view.name() + method + options + " AS " + view.query()
                + (view.populated() ? "" : " WITH NO DATA") + ";";
    }

    private static String eventTrigger(EventTrigger trigger) {
        String tags = trigger.tags().isEmpty()
                ? ""
                : " WHEN TAG IN ("
                        + String.join(
                                ", ",
                                trigger.tags().stream().map(Names::literal).toList()) + ")";
        String function = trigger.function().endsWith(")") ? trigger.function() : trigger.function() + "()";
        return "CREATE EVENT TRIGGER " + trigger.name() + " ON " + trigger.event() + tags + " EXECUTE FUNCTION "
                + function + ";";
    }

    static String policy(Policy policy) {
        return "CREATE POLICY " + policy.policy() + " ON " + policy.table()
                + (policy.permissive() ? "" : " AS RESTRICTIVE") + " FOR "
                + policy.command().toUpperCase(Locale.ROOT) + " TO " + String.join(", ", policy.roles())
                + (policy.usingExpression().isEmpty() ? "" : " USING (" + policy.usingExpression() + ")")
                + (policy.withCheck().isEmpty() ? "" : " WITH CHECK (" + policy.withCheck() + ")") + ";";
    }
}
