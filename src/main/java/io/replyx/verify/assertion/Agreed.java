package io.replyx.verify.assertion;

import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.DefaultPrivilege;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.Setting;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Contract.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a database may have beyond what its migrations make, since the contract says so: the privileges of the
 * application's roles and settings of the database.
 */
public record Agreed(List<Role> roles, java.util.Map<String, String> settings) {

    /** What a contract agrees to. */
    public static Agreed by(Contract contract) {
        return new Agreed(contract.roles(), contract.databaseSettings());
    }

    /** The differences without what is agreed. */
    public CatalogDiff without(CatalogDiff diff) {
        return diff.without(this::isAgreed);
    }

    private boolean isAgreed(Difference difference) {
        return difference.change() == Change.EXTRA && isAgreed(difference.object());
    }

    private boolean isAgreed(CatalogObject object) {
        if (object instanceof Setting setting) {
            return setting.role().isEmpty() && setting.value().equals(settings.get(setting.parameter()));
        }
        if (object instanceof Grant grant) {
            return isAgreed(grant.objectKind(), grant.grantee(), grant.privileges());
        }
        return object instanceof DefaultPrivilege grant
                && isAgreed(grant.objectKind(), grant.grantee(), grant.privileges());
    }

    private boolean isAgreed(String objectKind, String grantee, List<String> privileges) {
        return roles.stream()
                .filter(role -> role.name().equals(grantee))
                .anyMatch(role -> allowed(role, objectKind).containsAll(privileges));
    }

    private static Set<String> allowed(Role role, String objectKind) {
        return new HashSet<>(
                switch (objectKind) {
                    case "table", "tables" -> role.tables();
                    case "sequence", "sequences" -> role.sequences();
                    case "schema", "schemas" -> role.schemas();
                    case "database" -> role.database();
                    default -> List.of();
                });
    }
}
