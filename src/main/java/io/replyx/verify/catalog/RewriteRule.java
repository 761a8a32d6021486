package io.replyx.verify.catalog;

import java.util.Optional;

/** A rule that rewrites queries, other than the one that makes a view. */
public record RewriteRule(
        String table,
        String rule,
        String definition,
        @Usually("origin") String enabled) implements CatalogObject {

    @Override
    public ObjectKind kind() {
        return ObjectKind.REWRITE_RULE;
    }

    @Override
    public String name() {
        return table + "." + rule;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(new ObjectKey(ObjectKind.TABLE, table));
    }
}
