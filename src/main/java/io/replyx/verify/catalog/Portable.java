package io.replyx.verify.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Leaves out of a catalog what belongs to a server rather than to the schema: versions of extensions and what hangs on them,
 * who granted, how many may connect, and what the role is called that owns the subject.
 */
final class Portable {
    /** What names a role that may be the owner of the subject. */
    private static final Set<String> OF_ROLES = Set.of("owner", "creator", "grantee", "roles");

    private static final String DATABASE_OWNER_ALONE = "(database owner, who is not the owner of most tables)";

    private Portable() {}

    static Collection<CatalogObject> of(Catalog catalog) {
        Optional<String> owner = ownerOfMostTables(catalog);
        return catalog.objects().stream()
                .filter(object -> object.kind() != ObjectKind.DATABASE)
                .filter(object -> !hangsOnExtension(object))
                .map(CatalogObject::portable)
                .map(object -> owner.map(role -> ofOwner(object, role)).orElse(object))
                .toList();
    }

    /** A server keeps what the first version of an extension brought, which nothing tells from what somebody added. */
    private static boolean hangsOnExtension(CatalogObject object) {
        return object.within().filter(key -> key.kind() == ObjectKind.EXTENSION).isPresent();
    }

    /** In production the tables often belong to another role than the database does: to the one that migrates. */
    private static Optional<String> ownerOfMostTables(Catalog catalog) {
        return catalog.tables().stream()
                .collect(Collectors.groupingBy(Table::owner, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static CatalogObject ofOwner(CatalogObject object, String role) {
        Function<Attribute, Object> value = attribute ->
                OF_ROLES.contains(attribute.name()) ? owner(attribute.value(object), role) : attribute.value(object);
        return object.kind().shape().create(value::apply);
    }

    /** Where the two are different roles, what belongs to the database's owner stands out. */
    private static Object owner(Object have, String ofMostTables) {
        if (have instanceof List<?> roles) {
            return roles.stream().map(each -> owner(each, ofMostTables)).toList();
        }
        if (have.equals(ofMostTables)) {
            return CatalogObject.DATABASE_OWNER;
        }
        return have.equals(CatalogObject.DATABASE_OWNER) ? DATABASE_OWNER_ALONE : have;
    }
}
