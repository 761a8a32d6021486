package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Comment;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.OtherObject;
import io.replyx.verify.catalog.Policy;
import io.replyx.verify.catalog.RewriteRule;
import io.replyx.verify.catalog.Table;
import io.replyx.verify.catalog.Trigger;
import io.replyx.verify.catalog.Type;
import io.replyx.verify.catalog.View;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an object that is dropped and made again loses on the way: its owner, privileges on it and comments. */
final class Belongings {
    private final Drift drift;

    Belongings(Drift drift) {
        this.drift = drift;
    }

    /** The statements that give them back, each in a line that begins with a line break. */
    String of(CatalogObject object) {
        return owner(object) + besidesOwner(object);
    }

    /** The same for an object that has its owner back. */
    String besidesOwner(CatalogObject object) {
        return Stream.of(indexes(object), triggers(object), grants(object), comments(object))
                .flatMap(statements -> statements)
                .map(statement -> "\n" + statement)
                .collect(Collectors.joining());
    }

    /** Who makes an object owns it: the statement that hands it to another role, where one should own it. */
    static String owner(CatalogObject object) {
        String owner = object.attributes().getOrDefault("owner", "");
        return owner.isEmpty() || owner.startsWith("(database owner") || !Names.canBeHandedOver(object)
                ? ""
                : "\nALTER " + Names.kind(object) + " " + Names.of(object) + " OWNER TO " + owner + ";";
    }

    private Stream<String> grants(CatalogObject object) {
        return drift.kept(Grant.class).filter(grant -> isOn(grant, object)).map(Creates::grant);
    }

    private static boolean isOn(Grant grant, CatalogObject object) {
        if (grant.objectKind().equals("column")) {
            return isRelation(object)
                    ? grant.object().startsWith(object.name() + ".")
                    : object instanceof Column && grant.object().equals(object.name());
        }
        return !(object instanceof Column)
                && grant.object().equals(object.name())
                && grant.objectKind()
                        .equals(object instanceof OtherObject ? object.kind().label() : relation(object));
    }

    private static String relation(CatalogObject object) {
        String kind = Names.kind(object).toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "foreign table" -> "table";
            case "domain" -> "type";
            case "procedure", "aggregate" -> "function";
            default -> kind;
        };
    }

    private Stream<String> indexes(CatalogObject object) {
        return object instanceof View
                ? drift.kept(Index.class)
                        .filter(index -> index.table().equals(object.name()))
                        .map(Creates::index)
                : Stream.empty();
    }

    private Stream<String> triggers(CatalogObject object) {
        return isRelation(object)
                ? drift.kept(Trigger.class)
                        .filter(trigger -> trigger.table().equals(object.name()))
                        .map(trigger -> trigger.definition() + ";")
                : Stream.empty();
    }

    private Stream<String> comments(CatalogObject object) {
        return drift.kept(Comment.class)
                .filter(comment -> isAbout(comment, object))
                .map(comment ->
                        "COMMENT ON " + Names.commented(comment) + " IS " + Names.literal(comment.text()) + ";");
    }

    private static boolean isRelation(CatalogObject object) {
        return object instanceof Table || object instanceof View;
    }

    private static boolean isAbout(Comment comment, CatalogObject object) {
        if (isRelation(object)) {
            return comment.relation().equals(object.name());
        }
        return plain(Names.commented(comment)).equals(plain(identity(object)));
    }

    /** What hangs on a table is named by it, and domains are not told from other types. */
    private static String identity(CatalogObject object) {
        if (object instanceof Constraint constraint) {
            return "CONSTRAINT " + constraint.constraint() + " ON " + constraint.table();
        }
        if (object instanceof Trigger trigger) {
            return "TRIGGER " + trigger.trigger() + " ON " + trigger.table();
        }
        if (object instanceof Policy policy) {
            return "POLICY " + policy.policy() + " ON " + policy.table();
        }
        if (object instanceof RewriteRule rule) {
            return "RULE " + rule.rule() + " ON " + rule.table();
        }
        return (object instanceof Type ? "TYPE" : Names.kind(object)) + " " + Names.of(object);
    }

    /** The server writes the identity of an object in a comment with less space than elsewhere. */
    private static String plain(String identity) {
        return identity.replace(", ", ",");
    }
}
