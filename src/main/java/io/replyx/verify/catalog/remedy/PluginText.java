package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.OtherObject;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements that make what functions plug into the server: languages, access methods, conversions, parsers and their like. */
final class PluginText {
    private PluginText() {}

    static Optional<String> create(OtherObject object) {
        return switch (object.kind()) {
            case LANGUAGE -> Optional.of(language(object));
            case ACCESS_METHOD -> Optional.of(accessMethod(object));
            case CONVERSION -> Optional.of(conversion(object));
            case TRANSFORM -> Optional.of(transform(object));
            case TEXT_SEARCH_PARSER, TEXT_SEARCH_TEMPLATE -> Optional.of(textSearch(object));
            // Its options are not told, and have to be added by whoever knows them.
            case USER_MAPPING -> Optional.of("CREATE USER MAPPING " + object.name() + ";");
            case SECURITY_LABEL ->
                Optional.of(label(object, Names.literal(Facts.of(object).value("label"))));
            case DATABASE ->
                Optional.of(limit(
                        Facts.of(object).value("connection limit"),
                        Facts.of(object).value("template")));
            default -> Optional.empty();
        };
    }

    /** As it is where nobody changed it. */
    static String usualDatabase() {
        return limit("-1", "false");
    }

    static String label(OtherObject object, String label) {
        String[] parts = object.name().split(" on ", 2);
        String provider = "SECURITY LABEL FOR " + parts[0] + " ON ";
        return parts[1].equals("(this database)")
                ? Names.aboutDatabase(provider + "DATABASE %I IS " + label.replace("%", "%%"))
                : provider + Names.described(parts[1]) + " IS " + label + ";";
    }

    private static String limit(String connections, String template) {
        return Names.aboutDatabase("ALTER DATABASE %I CONNECTION LIMIT " + connections + " IS_TEMPLATE " + template);
    }

    private static String language(OtherObject object) {
        return "CREATE " + (Facts.of(object).is("trusted") ? "TRUSTED " : "") + "LANGUAGE " + object.name()
                + " HANDLER " + Facts.of(object).value("handler") + clause(object, " INLINE ", "inline")
                + clause(object, " VALIDATOR ", "validator") + ";";
    }

    private static String accessMethod(OtherObject object) {
        return "CREATE ACCESS METHOD " + object.name() + " TYPE "
                + Facts.of(object).value("type").toUpperCase(Locale.ROOT) + " HANDLER "
                + Facts.of(object).value("handler") + ";";
    }

    private static String conversion(OtherObject object) {
        return "CREATE " + (Facts.of(object).is("default") ? "DEFAULT " : "") + "CONVERSION "
                + object.name() + " FOR " + Names.literal(Facts.of(object).value("from")) + " TO "
                + Names.literal(Facts.of(object).value("to")) + " FROM "
                + Facts.of(object).value("function") + ";";
    }

    private static String transform(OtherObject object) {
        String functions = Stream.of(
                        clause(object, "FROM SQL WITH FUNCTION ", "from sql"),
                        clause(object, "TO SQL WITH FUNCTION ", "to sql"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return "CREATE TRANSFORM " + object.name() + " (" + functions + ");";
    }

    private static String textSearch(OtherObject object) {
        return "CREATE " + Names.kind(object) + " " + object.name() + " ("
                + object.properties().stream()
                        .map(property -> property.replaceFirst("=", " = "))
                        .collect(Collectors.joining(", "))
                + ");";
    }

    private static String clause(OtherObject object, String words, String name) {
        String value = Facts.of(object).value(name);
        return value.isEmpty() ? "" : words + value;
    }
}
