package io.replyx.verify.catalog;

import java.util.List;
import java.util.Optional;

/**
 * An index, as usable as the server says it is.
 *
 * @param columns the key columns or expressions, without included ones
 * @param operatorClasses one a key column
 * @param constraint the constraint of the table that it serves, where it serves one
 * @param partOf the index of the partitioned table that it is attached to
 */
public record Index(
        String name,
        String table,
        @Usually("btree") String accessMethod,
        boolean unique,
        String definition,
        List<String> columns,
        List<String> operatorClasses,
        List<String> storageParameters,
        String predicate,
        @Usually("true") boolean valid,
        @Usually("true") boolean ready,
        @Usually("true") boolean live,
        boolean replicaIdentity,
        boolean clustered,
        String constraint,
        boolean nullsNotDistinct,
        String partOf,
        List<String> statisticsTargets,
        String tablespace)
        implements CatalogObject {

    public Index {
        columns = List.copyOf(columns);
        operatorClasses = List.copyOf(operatorClasses);
        storageParameters = List.copyOf(storageParameters);
        statisticsTargets = List.copyOf(statisticsTargets);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.INDEX;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(
                constraint.isEmpty()
                        ? new ObjectKey(ObjectKind.TABLE, table)
                        : new ObjectKey(ObjectKind.CONSTRAINT, table + "." + constraint));
    }

    @Override
    public String facts() {
        return (unique ? "unique " : "") + accessMethod + ", " + String.join(", ", operatorClasses)
                + (valid ? "" : ", INVALID");
    }

    @Override
    public Index portable() {
        return new Index(
                name,
                table,
                accessMethod,
                unique,
                definition,
                columns,
                operatorClasses,
                storageParameters,
                predicate,
                valid,
                ready,
                live,
                replicaIdentity,
                clustered,
                constraint,
                nullsNotDistinct,
                partOf,
                statisticsTargets,
                "");
    }
}
