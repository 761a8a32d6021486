package io.replyx.verify.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of objects that a catalog tells of, in the order in which they are told. */
public enum ObjectKind {
    EXTENSION(Extension.class),
    EXTENSION_RELATION(ExtensionRelation.class),
    SCHEMA(Schema.class),
    LANGUAGE(OtherObject.class),
    COLLATION(OtherObject.class),
    CONVERSION(OtherObject.class),
    TYPE(Type.class),
    TABLE(Table.class),
    COLUMN(Column.class),
    CONSTRAINT(Constraint.class),
    INDEX(Index.class),
    SEQUENCE(Sequence.class),
    STATISTICS(OtherObject.class),
    VIEW(View.class),
    FUNCTION(Function.class),
    TRIGGER(Trigger.class),
    EVENT_TRIGGER(EventTrigger.class),
    REWRITE_RULE(RewriteRule.class),
    POLICY(Policy.class),
    ACCESS_METHOD(OtherObject.class),
    OPERATOR(OtherObject.class),
    OPERATOR_FAMILY(OtherObject.class),
    OPERATOR_CLASS(OtherObject.class),
    CAST(OtherObject.class),
    TRANSFORM(OtherObject.class),
    TEXT_SEARCH_PARSER(OtherObject.class),
    TEXT_SEARCH_TEMPLATE(OtherObject.class),
    TEXT_SEARCH_CONFIGURATION(OtherObject.class),
    TEXT_SEARCH_DICTIONARY(OtherObject.class),
    FOREIGN_DATA_WRAPPER(OtherObject.class),
    FOREIGN_SERVER(OtherObject.class),
    USER_MAPPING(OtherObject.class),
    PUBLICATION(OtherObject.class),
    SUBSCRIPTION(OtherObject.class),
    GRANT(Grant.class),
    DEFAULT_PRIVILEGE(DefaultPrivilege.class),
    COMMENT(Comment.class),
    SECURITY_LABEL(OtherObject.class),
    SETTING(Setting.class),
    DATABASE(OtherObject.class);

    private final Class<? extends CatalogObject> type;

    ObjectKind(Class<? extends CatalogObject> type) {
        this.type = type;
    }

    /** The kind in words, as in {@code event trigger}. */
    public String label() {
        return key().replace('_', ' ');
    }

    /** The kind in words for so many objects, as in {@code indexes}. */
    String label(long count) {
        if (count == 1 || this == STATISTICS) {
            return label();
        }
        String label = label();
        if (label.endsWith("y")) {
            return label.substring(0, label.length() - 1) + "ies";
        }
        return label + (label.endsWith("x") || label.endsWith("s") ? "es" : "s");
    }

    /** The kind as one lower-case word, as files use it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the records of this kind consist of. */
    public Shape shape() {
        return Shape.of(this);
    }

    Class<? extends CatalogObject> type() {
        return type;
    }

    /** The kind with this key. */
    public static Optional<ObjectKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
