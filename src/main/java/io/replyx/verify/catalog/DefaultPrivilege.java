package io.replyx.verify.catalog;

import java.util.List;

/** What a role may do with objects that another role will create. */
public record DefaultPrivilege(
        String objectKind, String creator, String schema, String grantee, List<String> privileges)
        implements CatalogObject {

    public DefaultPrivilege {
        privileges = List.copyOf(privileges);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.DEFAULT_PRIVILEGE;
    }

    @Override
    public String name() {
        return objectKind + " of " + creator + (schema.isEmpty() ? "" : " in schema " + schema) + " to " + grantee;
    }

    @Override
    public String facts() {
        return privileges.isEmpty() ? "nothing" : String.join(", ", privileges);
    }
}
