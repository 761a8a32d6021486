package io.replyx.verify.catalog;

import java.util.List;
import java.util.Optional;

/** A policy of row security. */
public record Policy(
        String table,
        String policy,
        @Usually("all") String command,
        @Usually("true") boolean permissive,
        @Usually("PUBLIC") List<String> roles,
        String usingExpression,
        String withCheck)
        implements CatalogObject {

    public Policy {
        roles = List.copyOf(roles);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.POLICY;
    }

    @Override
    public String name() {
        return table + "." + policy;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(new ObjectKey(ObjectKind.TABLE, table));
    }

    @Override
    public String facts() {
        return command + " to " + String.join(", ", roles);
    }
}
