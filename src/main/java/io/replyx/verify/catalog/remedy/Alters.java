package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.AttributeDifference;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.DefaultPrivilege;
import io.replyx.verify.catalog.Function;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.OtherObject;
import io.replyx.verify.catalog.Policy;
import io.replyx.verify.catalog.Sequence;
import io.replyx.verify.catalog.Table;
import io.replyx.verify.catalog.Trigger;
import io.replyx.verify.catalog.Type;
import io.replyx.verify.catalog.View;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements that change what is different. */
final class Alters {
    private static final Set<String> BUILD_STATE = Set.of("valid", "ready", "live");

    private final Drift drift;
    private final Creates creates;

    Alters(Drift drift) {
        this.drift = drift;
        this.creates = new Creates(drift);
    }

    Optional<String> of(CatalogObject have, CatalogObject want, List<AttributeDifference> attributes) {
        Set<String> names =
                attributes.stream().map(AttributeDifference::attribute).collect(Collectors.toSet());
        if (names.equals(Set.of("owner"))) {
            return Optional.of(owner(want));
        }
        if (want instanceof Column column) {
            return new ColumnAlters(drift).of((Column) have, column, names);
        }
        if (want instanceof Table table) {
            return new TableAlters(drift).of((Table) have, table, names);
        }
        if (want instanceof Constraint constraint) {
            return Optional.of(constraint(constraint, names));
        }
        if (want instanceof Index index) {
            return Optional.of(index((Index) have, index, names));
        }
        if (want instanceof Sequence sequence) {
            return Optional.of(sequence(sequence));
        }
        if (want instanceof View view) {
            return view((View) have, view, names);
        }
        if (want instanceof Function function) {
            return function((Function) have, function);
        }
        if (want instanceof OtherObject other) {
            return new OtherText(drift)
                    .alter((OtherObject) have, other)
                    .map(text -> names.contains("owner") ? text + "\n" + owner(want) : text);
        }
        if (want instanceof Trigger trigger) {
            return trigger(trigger, names);
        }
        if (want instanceof Policy policy) {
            return Optional.of(
                    Drops.of(policy) + "\n" + Creates.policy(policy) + new Belongings(drift).besidesOwner(policy));
        }
        if (want instanceof Type type) {
            return TypeText.alter((Type) have, type);
        }
        if (want instanceof Grant grant) {
            return Optional.of(Grants.change((Grant) have, grant));
        }
        if (want instanceof DefaultPrivilege entry) {
            return Optional.of(Names.defaults(entry, "REVOKE ALL", " FROM ") + "\n"
                    + creates.of(entry).orElse(""));
        }
        return again(have, want);
    }

    private static String owner(CatalogObject want) {
        return "ALTER " + Names.kind(want) + " " + Names.of(want) + " OWNER TO "
                + want.attributes().get("owner") + ";";
    }

    private Optional<String> function(Function have, Function want) {
        return want.form().equals("aggregate")
                ? Optional.of(AggregateText.alter(have, want, new Belongings(drift)))
                : FunctionText.create(want);
    }

    /** What has no ALTER is made anew: comments and settings are overwritten, the rest is dropped before. */
    private Optional<String> again(CatalogObject have, CatalogObject want) {
        return creates.of(want).map(create -> switch (want.kind()) {
            case COMMENT, SETTING -> create;
            case EXTENSION ->
                "ALTER EXTENSION " + want.name() + " SET SCHEMA "
                        + want.attributes().get("schema") + ";";
            default -> Drops.of(have) + "\n" + create + new Belongings(drift).besidesOwner(want);
        });
    }

    private String constraint(Constraint constraint, Set<String> names) {
        if (constraint.validated() && names.contains("validated") && names.size() <= 2) {
            return "ALTER TABLE " + constraint.table() + " VALIDATE CONSTRAINT " + constraint.constraint() + ";";
        }
        return Drops.drop(constraint) + "\n" + Creates.add(constraint) + new Belongings(drift).besidesOwner(constraint);
    }

    private String index(Index have, Index want, Set<String> names) {
        String table = "ALTER TABLE " + want.table();
        String bare = want.name().substring(want.name().indexOf('.') + 1);
        if (BUILD_STATE.containsAll(names)) {
            return "REINDEX INDEX CONCURRENTLY " + want.name() + ";";
        }
        if (names.equals(Set.of("replicaIdentity"))) {
            return table + " REPLICA IDENTITY " + (want.replicaIdentity() ? "USING INDEX " + bare : "DEFAULT") + ";";
        }
        if (names.equals(Set.of("partOf")) && !want.partOf().isEmpty()) {
            return TableAlters.attaches(drift, want.table())
                    ? ""
                    : "ALTER INDEX " + want.partOf() + " ATTACH PARTITION " + want.name() + ";";
        }
        if (names.equals(Set.of("clustered"))) {
            return table + (want.clustered() ? " CLUSTER ON " + bare : " SET WITHOUT CLUSTER") + ";";
        }
        if (!want.constraint().isEmpty()) {
            return have.constraint().isEmpty()
                    ? "DROP INDEX " + have.name() + ";"
                    : "-- comes with constraint " + want.constraint();
        }
        return (have.constraint().isEmpty() ? Drops.of(have) + "\n" : "")
                + Creates.index(want)
                + new Belongings(drift).besidesOwner(want);
    }

    /** The sequence of an identity column is changed through its column. */
    private String sequence(Sequence sequence) {
        Optional<Column> identity = drift.want().columns().stream()
                .filter(column -> column.name().equals(sequence.ownedBy()))
                .filter(column -> !column.identity().isEmpty())
                .findFirst();
        if (identity.isEmpty()) {
            return "ALTER SEQUENCE " + sequence.name() + " AS " + sequence.type() + Creates.options(sequence)
                    + (sequence.ownedBy().isEmpty() ? " OWNED BY NONE" : "") + ";";
        }
        return "ALTER TABLE " + identity.get().table() + " ALTER COLUMN "
                + identity.get().column()
                + " SET INCREMENT BY " + sequence.increment() + " SET MINVALUE " + sequence.minimum()
                + " SET MAXVALUE " + sequence.maximum() + " SET START WITH " + sequence.start() + " SET CACHE "
                + sequence.cache() + (sequence.cycle() ? " SET CYCLE" : " SET NO CYCLE") + ";";
    }

    private Optional<String> view(View have, View want, Set<String> names) {
        if (names.equals(Set.of("accessMethod"))) {
            return Optional.of("ALTER MATERIALIZED VIEW " + want.name() + " SET ACCESS METHOD "
                    + (want.accessMethod().isEmpty() ? "heap" : Names.identifier(want.accessMethod())) + ";");
        }
        if (want.form().equals("view") && have.columns().equals(want.columns())) {
            return Optional.of("CREATE OR REPLACE " + Creates.view(want));
        }
        return Optional.of(Drops.of(have) + "\nCREATE " + Creates.view(want) + new Belongings(drift).of(want));
    }

    private Optional<String> trigger(Trigger trigger, Set<String> names) {
        if (names.equals(Set.of("enabled"))) {
            String verb = switch (trigger.enabled()) {
                case "disabled" -> "DISABLE";
                case "always" -> "ENABLE ALWAYS";
                case "replica" -> "ENABLE REPLICA";
                default -> "ENABLE";
            };
            return Optional.of("ALTER TABLE " + trigger.table() + " " + verb + " TRIGGER " + trigger.trigger() + ";");
        }
        return Optional.of(
                Drops.of(trigger) + "\n" + trigger.definition() + ";" + new Belongings(drift).besidesOwner(trigger));
    }
}
