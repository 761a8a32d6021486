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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a database may have beyond what its migrations make: the privileges of the application's roles and the settings
 * that the contract states, what the role that looks needs for looking, and less for PUBLIC than it has by default.
 *
 * @param roles roles of the application
 * @param settings settings of the database, by name
 * @param reader the role that looks, where it is one of the server's own
 */
public record Agreed(List<Role> roles, Map<String, String> settings, Optional<String> reader) {
    private static final Set<String> OF_RELATIONS = Set.of("table", "view", "materialized view", "sequence", "column");

    /** What a contract agrees to. */
    public static Agreed by(Optional<Contract> contract) {
        return new Agreed(
                contract.map(Contract::roles).orElse(List.of()),
                contract.map(Contract::databaseSettings).orElse(Map.of()),
                Optional.empty());
    }

    /** The same, seen by a role whose privileges to read are nobody's concern. */
    public Agreed readBy(String role) {
        return new Agreed(roles, settings, Optional.of(role));
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
            return isAgreed(grant.objectKind(), grant.grantee(), grant.privileges())
                    || isForReading(grant)
                    || isLessForPublic(grant);
        }
        return object instanceof DefaultPrivilege grant
                && isAgreed(grant.objectKind(), grant.grantee(), grant.privileges());
    }

    private boolean isForReading(Grant grant) {
        boolean own = reader.filter(role ->
                        grant.grantee().equals(role) || grant.grantee().equals('"' + role.replace("\"", "\"\"") + '"'))
                .isPresent();
        String reading = switch (grant.objectKind()) {
            case "schema" -> "USAGE";
            case "database" -> "CONNECT";
            default -> OF_RELATIONS.contains(grant.objectKind()) ? "SELECT" : "";
        };
        return own && grant.privileges().equals(List.of(reading));
    }

    /** By default everybody may connect to a database and have temporary tables in it. */
    private static boolean isLessForPublic(Grant grant) {
        return grant.grantee().equals("PUBLIC")
                && grant.objectKind().equals("database")
                && Set.of("CONNECT", "TEMPORARY").containsAll(grant.privileges());
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
