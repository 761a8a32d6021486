package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Statements that make objects which the catalog tells as lists of properties. */
final class OtherText {
    private OtherText() {}

    static Optional<String> create(OtherObject object) {
        return switch (object.kind()) {
            case STATISTICS -> Optional.of(statistics(object));
            case PUBLICATION -> Optional.of(publication(object));
            case COLLATION -> Optional.of(collation(object));
            case CAST -> Optional.of(cast(object));
            default -> PluginText.create(object);
        };
    }

    private static String statistics(OtherObject object) {
        String target = property(object, "statistics target");
        return object.properties().get(0) + ";"
                + (target.equals("default")
                        ? ""
                        : "\nALTER STATISTICS " + object.name() + " SET STATISTICS " + target + ";");
    }

    private static String publication(OtherObject object) {
        List<String> parts = new ArrayList<>();
        for (String property : object.properties()) {
            if (property.startsWith("table ")) {
                parts.add("TABLE " + property.substring("table ".length()).replaceFirst(" where ", " WHERE "));
            } else if (property.startsWith("schema ")) {
                parts.add("TABLES IN SCHEMA " + property.substring("schema ".length()));
            }
        }
        String members = property(object, "for all tables").equals("true")
                ? " FOR ALL TABLES"
                : parts.isEmpty() ? "" : " FOR " + String.join(", ", parts);
        return "CREATE PUBLICATION " + object.name() + members + " WITH (publish = "
                + Names.literal(property(object, "publish")) + ", publish_via_partition_root = "
                + property(object, "publish_via_partition_root") + ");";
    }

    private static String collation(OtherObject object) {
        return "CREATE COLLATION " + object.name() + " (provider = " + property(object, "provider") + ", locale = "
                + Names.literal(property(object, "locale")) + ", deterministic = " + property(object, "deterministic")
                + ");";
    }

    private static String cast(OtherObject object) {
        String method = property(object, "method");
        String how = method.equals("function")
                ? "WITH FUNCTION " + property(object, "function")
                : method.equals("inout") ? "WITH INOUT" : "WITHOUT FUNCTION";
        String context = property(object, "context");
        return "CREATE CAST (" + object.name() + ") " + how
                + (context.equals("explicit") ? "" : " AS " + context.toUpperCase(java.util.Locale.ROOT)) + ";";
    }

    private static String property(OtherObject object, String name) {
        return object.properties().stream()
                .filter(property -> property.startsWith(name + "="))
                .map(property -> property.substring(name.length() + 1))
                .collect(Collectors.joining());
    }
}
