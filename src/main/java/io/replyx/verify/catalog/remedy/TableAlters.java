package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Statements that change tables. */
final class TableAlters {
    private static final Set<String> OF_PARTITION = Set.of("partitionBound", "detachPending");
    private static final Set<String> NEVER = Set.of("form", "partitionKey");

    private final Drift drift;

    TableAlters(Drift drift) {
        this.drift = drift;
    }

    /** Empty where nothing makes one of what is there. */
    Optional<String> of(Table have, Table want, Set<String> names) {
        if (names.stream().anyMatch(NEVER::contains)) {
            return Optional.empty();
        }
        if (!TableText.server(have).equals(TableText.server(want))) {
            return Optional.of(
                    Drops.of(have) + "\n" + new TableText(drift.want()).create(want) + new Belongings(drift).of(want));
        }
        List<String> lines = new ArrayList<>(parents(have, want, names));
        List<String> parts = parts(have, want, names);
        if (!parts.isEmpty()) {
            lines.add("ALTER TABLE " + want.name() + " " + String.join(", ", parts) + ";");
        }
        if (names.contains("foreignOptions")) {
            lines.addAll(options(have, want));
        }
        return Optional.of(String.join("\n", lines)).filter(text -> !text.isEmpty());
    }

    private List<String> parts(Table have, Table want, Set<String> names) {
        List<String> parts = new ArrayList<>();
        if (names.contains("rowSecurity")) {
            parts.add((want.rowSecurity() ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
        }
        if (names.contains("forceRowSecurity")) {
            parts.add((want.forceRowSecurity() ? "" : "NO ") + "FORCE ROW LEVEL SECURITY");
        }
        if (names.contains("persistence")) {
            parts.add("SET " + (want.persistence().equals("unlogged") ? "UNLOGGED" : "LOGGED"));
        }
        if (names.contains("storageParameters")) {
            parts.addAll(Parameters.changes(have.storageParameters(), want.storageParameters()));
        }
        if (names.contains("accessMethod") && !want.accessMethod().isEmpty()) {
            parts.add("SET ACCESS METHOD " + Names.identifier(want.accessMethod()));
        }
        if (names.contains("replicaIdentity")) {
            replicaIdentity(want).ifPresent(parts::add);
        }
        if (names.contains("ofType")) {
            parts.add(want.ofType().isEmpty() ? "NOT OF" : "OF " + want.ofType());
        }
        if (names.contains("owner")) {
            parts.add("OWNER TO " + want.owner());
        }
        return parts;
    }

    private Optional<String> replicaIdentity(Table want) {
        if (!want.replicaIdentity().equals("index")) {
            return Optional.of("REPLICA IDENTITY " + want.replicaIdentity().toUpperCase(Locale.ROOT));
        }
        return drift.want().indexes().stream()
                .filter(index -> index.table().equals(want.name()) && index.replicaIdentity())
                .map(Index::name)
                .map(index -> "REPLICA IDENTITY USING INDEX " + Names.bare(index))
                .findFirst();
    }

    private static List<String> parents(Table have, Table want, Set<String> names) {
        boolean partition =
                !have.partitionBound().isEmpty() || !want.partitionBound().isEmpty();
        if (names.stream().noneMatch(OF_PARTITION::contains) && !names.contains("inherits")) {
            return List.of();
        }
        return partition ? partition(have, want) : inheritance(have, want);
    }

    private static List<String> partition(Table have, Table want) {
        List<String> lines = new ArrayList<>();
        if (!have.partitionBound().isEmpty()) {
            lines.add("ALTER TABLE " + String.join(", ", have.inherits()) + " DETACH PARTITION " + have.name()
                    + (have.detachPending() ? " FINALIZE;" : ";"));
        }
        if (!want.partitionBound().isEmpty()) {
            lines.add("ALTER TABLE " + String.join(", ", want.inherits()) + " ATTACH PARTITION " + want.name() + " "
                    + want.partitionBound() + ";");
        }
        return lines;
    }

    private static List<String> inheritance(Table have, Table want) {
        List<String> lines = new ArrayList<>();
        String alter = "ALTER TABLE " + want.name();
        have.inherits().stream()
                .filter(parent -> !want.inherits().contains(parent))
                .forEach(parent -> lines.add(alter + " NO INHERIT " + parent + ";"));
        want.inherits().stream()
                .filter(parent -> !have.inherits().contains(parent))
                .forEach(parent -> lines.add(alter + " INHERIT " + parent + ";"));
        return lines;
    }

    private static List<String> options(Table have, Table want) {
        Options options = TableText.options(want);
        String changes = options.from(TableText.options(have));
        List<String> lines = new ArrayList<>();
        if (!changes.isEmpty()) {
            lines.add("ALTER FOREIGN TABLE " + want.name() + changes + ";");
        }
        String secrets = options.secrets(TableText.options(have));
        if (!secrets.isEmpty()) {
            lines.add(secrets);
        }
        return lines;
    }

    /** Whether a statement of the table's makes this a partition, and its indexes parts of the parent's. */
    static boolean attaches(Drift drift, String table) {
        return drift.all(Change.DIFFERENT, Table.class)
                .filter(have -> have.name().equals(table))
                .anyMatch(have -> drift.want(have)
                        .map(Table.class::cast)
                        .filter(want -> !want.partitionBound().isEmpty())
                        .filter(want -> !want.partitionBound().equals(have.partitionBound())
                                || have.detachPending()
                                || !want.inherits().equals(have.inherits()))
                        .isPresent());
    }
}
