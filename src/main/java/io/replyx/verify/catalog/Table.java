package io.replyx.verify.catalog;

import java.util.List;

/**
 * A table, partitioned or foreign or neither.
 *
 * @param form table, partitioned table or foreign table
 */
public record Table(
        String name,
        @Usually("table") String form,
        @Usually("permanent") String persistence,
        @Usually(CatalogObject.DATABASE_OWNER) String owner,
        @Usually("heap") String accessMethod,
        String partitionKey,
        String partitionBound,
        List<String> inherits,
        String ofType,
        List<String> storageParameters,
        List<String> foreignOptions,
        boolean rowSecurity,
        boolean forceRowSecurity,
        @Usually("default") String replicaIdentity,
        boolean detachPending,
        String tablespace)
        implements CatalogObject {

    public Table {
        inherits = List.copyOf(inherits);
        storageParameters = List.copyOf(storageParameters);
        foreignOptions = List.copyOf(foreignOptions);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.TABLE;
    }

    @Override
    public String facts() {
        return form.equals("table") ? "" : form;
    }

    @Override
    public Table portable() {
        return new Table(
                name,
                form,
                persistence,
                owner,
                accessMethod,
                partitionKey,
                partitionBound,
                inherits,
                ofType,
                storageParameters,
                foreignOptions,
                rowSecurity,
                forceRowSecurity,
                replicaIdentity,
                detachPending,
                "");
    }
}
