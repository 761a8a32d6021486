package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Statements that make and change objects which the catalog tells as lists of properties. */
final class OtherText {
    private final Drift drift;

    OtherText(Drift drift) {
        this.drift = drift;
    }

    /** Where there is no statement that changes a kind, it is dropped and made again. */
    Optional<String> alter(OtherObject have, OtherObject want) {
        return switch (want.kind()) {
            case COLLATION -> Optional.of(new CollationText(drift).another(want));
            case OPERATOR -> new OperatorText(drift).alter(have, want);
            case OPERATOR_FAMILY -> Optional.of(new OperatorClassText(drift).alterFamily(have, want));
            case OPERATOR_CLASS -> Optional.of(new OperatorClassText(drift).another(have, want));
            case TEXT_SEARCH_CONFIGURATION -> Optional.of(new TextSearchText(drift).alterConfiguration(have, want));
            case TEXT_SEARCH_DICTIONARY -> Optional.of(new TextSearchText(drift).alterDictionary(have, want));
            case FOREIGN_DATA_WRAPPER -> Optional.of(ForeignText.alterWrapper(have, want));
            case FOREIGN_SERVER -> Optional.of(new ForeignText(drift).alterServer(have, want));
            case SECURITY_LABEL, DATABASE -> create(want);
            default -> create(want).map(create -> Drops.of(have) + "\n" + create + new Belongings(drift).of(want));
        };
    }

    Optional<String> create(OtherObject object) {
        return switch (object.kind()) {
            case STATISTICS -> Optional.of(statistics(object));
            case PUBLICATION -> Optional.of(publication(object));
            case COLLATION -> Optional.of(CollationText.create(object));
            case CAST -> Optional.of(cast(object));
            case OPERATOR -> OperatorText.create(object);
            case OPERATOR_FAMILY -> Optional.of(new OperatorClassText(drift).family(object));
            case OPERATOR_CLASS -> Optional.of(OperatorClassText.create(object));
            case TEXT_SEARCH_CONFIGURATION -> Optional.of(TextSearchText.configuration(object));
            case TEXT_SEARCH_DICTIONARY -> Optional.of(TextSearchText.dictionary(object));
            case FOREIGN_DATA_WRAPPER -> Optional.of(ForeignText.wrapper(object));
            case FOREIGN_SERVER -> Optional.of(new ForeignText(drift).serverWithTables(object));
            default -> PluginText.create(object);
        };
    }

    private static String statistics(OtherObject object) {
        String target = Facts.of(object).value("statistics target");
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
        String members = Facts.of(object).value("for all tables").equals("true")
                ? " FOR ALL TABLES"
                : parts.isEmpty() ? "" : " FOR " + String.join(", ", parts);
        return "CREATE PUBLICATION " + object.name() + members + " WITH (publish = "
                + Names.literal(Facts.of(object).value("publish")) + ", publish_via_partition_root = "
                + Facts.of(object).value("publish_via_partition_root") + ");";
    }

    private static String cast(OtherObject object) {
        String method = Facts.of(object).value("method");
        String how = method.equals("function")
                ? "WITH FUNCTION " + Facts.of(object).value("function")
                : method.equals("inout") ? "WITH INOUT" : "WITHOUT FUNCTION";
        String context = Facts.of(object).value("context");
        return "CREATE CAST (" + object.name() + ") " + how
                + (context.equals("explicit") ? "" : " AS " + context.toUpperCase(Locale.ROOT)) + ";";
    }
}
