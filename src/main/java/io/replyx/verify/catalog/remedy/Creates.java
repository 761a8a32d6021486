package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
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
    private final Catalog want;

    Creates(Catalog want) {
        this.want = want;
    }

    Optional<String> of(CatalogObject object) {
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
            return table(table);
        }
        if (object instanceof Column column) {
            return Optional.of("ALTER TABLE " + column.table() + " ADD COLUMN " + definition(column) + ";");
        }
        if (object instanceof Constraint constraint) {
            return Optional.of(add(constraint));
        }
        if (object instanceof Index index) {
            return Optional.of(index(index));
        }
        if (object instanceof Sequence sequence) {
            return Optional.of(
                    "CREATE SEQUENCE " + sequence.name() + " AS " + sequence.type() + options(sequence) + ";");
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

    private static Optional<String> more(CatalogObject object) {
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
        return object instanceof OtherObject other ? OtherText.create(other) : Optional.empty();
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

    private Optional<String> table(Table table) {
        if (table.form().equals("foreign table") || !table.ofType().isEmpty()) {
            return Optional.empty();
        }
        String unlogged = table.persistence().equals("unlogged") ? "UNLOGGED " : "";
        String partitioned = table.partitionKey().isEmpty() ? "" : " PARTITION BY " + table.partitionKey();
        String with = table.storageParameters().isEmpty()
                ? ""
                : " WITH (" + String.join(", ", table.storageParameters()) + ")";
        if (!table.partitionBound().isEmpty()) {
            return Optional.of("CREATE " + unlogged + "TABLE " + table.name() + " PARTITION OF "
                    + String.join(", ", table.inherits()) + " " + table.partitionBound() + partitioned + with + ";");
        }
        List<String> parts = new ArrayList<>();
        want.columns().stream()
                .filter(column -> column.table().equals(table.name()))
                .sorted(java.util.Comparator.comparingInt(Column::position))
                .forEach(column -> parts.add(definition(column)));
        want.constraints().stream()
                .filter(constraint -> constraint.table().equals(table.name()))
                .forEach(constraint ->
                        parts.add("CONSTRAINT " + constraint.constraint() + " " + constraint.definition()));
        String inherits = table.inherits().isEmpty() ? "" : " INHERITS (" + String.join(", ", table.inherits()) + ")";
        return Optional.of("CREATE " + unlogged + "TABLE " + table.name() + " (" + String.join(", ", parts) + ")"
                + inherits + partitioned + with + ";");
    }

    static String definition(Column column) {
        StringBuilder text = new StringBuilder(column.column()).append(' ').append(column.type());
        if (!column.collation().isEmpty()) {
            text.append(" COLLATE ").append(column.collation());
        }
        if (!column.generated().isEmpty()) {
            text.append(" GENERATED ALWAYS AS (")
                    .append(column.defaultValue())
                    .append(") ")
                    .append(column.generated().toUpperCase(Locale.ROOT));
        } else if (!column.identity().isEmpty()) {
            text.append(" GENERATED ")
                    .append(column.identity().toUpperCase(Locale.ROOT))
                    .append(" AS IDENTITY");
        } else if (!column.defaultValue().isEmpty()) {
            text.append(" DEFAULT ").append(column.defaultValue());
        }
        return text.append(column.nullability().equals("null") ? "" : " NOT NULL")
                .toString();
    }

    static String add(Constraint constraint) {
        return "ALTER TABLE " + constraint.table() + " ADD CONSTRAINT " + constraint.constraint() + " "
                + constraint.definition() + ";";
    }

    static String index(Index index) {
        return index.definition().replaceFirst(" INDEX ", " INDEX CONCURRENTLY ") + ";";
    }

    static String options(Sequence sequence) {
        return " INCREMENT BY " + sequence.increment() + " MINVALUE " + sequence.minimum() + " MAXVALUE "
                + sequence.maximum() + " START WITH " + sequence.start() + " CACHE " + sequence.cache()
                + (sequence.cycle() ? " CYCLE" : " NO CYCLE")
                + (sequence.ownedBy().isEmpty() ? "" : " OWNED BY " + sequence.ownedBy());
    }

    static String view(View view) {
        String options = view.options().isEmpty() ? "" : " WITH (" + String.join(", ", view.options()) + ")";
        String text = view.definition().strip();
        return view.form().toUpperCase(Locale.ROOT) + " " + view.name() + options + " AS "
                + (text.endsWith(";") ? text.substring(0, text.length() - 1) : text)
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
