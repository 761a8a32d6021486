package io.replyx.verify.catalog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One object of a database, as the catalog of the server describes it. */
public sealed interface CatalogObject
        permits Column,
                Comment,
                Constraint,
                DefaultPrivilege,
                EventTrigger,
                Extension,
                ExtensionRelation,
                Function,
                Grant,
                Index,
                OtherObject,
                Policy,
                RewriteRule,
                Schema,
                Sequence,
                Setting,
                Table,
                Trigger,
                Type,
                View {

    /** How the owner of the database is written, whatever the role is called. */
    String DATABASE_OWNER = "(database owner)";

    /** The value of an option whose name calls it a secret. */
    String SECRET = "********";

    /** What sort of object it is. */
    ObjectKind kind();

    /** The qualified name, quoted where SQL needs it, unique among the objects of the kind. */
    String name();

    /** The object that this one goes with when that is dropped, where there is one. */
    default Optional<ObjectKey> within() {
        return Optional.empty();
    }

    /** The few facts that tell a reader which object this is. */
    default String facts() {
        return "";
    }

    /** The same without what belongs to the server rather than to the schema. */
    default CatalogObject portable() {
        return this;
    }

    /** Kind and name. */
    default ObjectKey key() {
        return new ObjectKey(kind(), name());
    }

    /** Every attribute as text, by its name, in the order of the record. */
    default Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        kind().shape().attributes().forEach(each -> attributes.put(each.name(), each.text(this)));
        return attributes;
    }
}
