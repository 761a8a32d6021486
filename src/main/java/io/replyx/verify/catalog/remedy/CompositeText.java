package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements that change composite types and the tables made of them; the server refuses while columns have the type. */
final class CompositeText {
    private CompositeText() {}

    static String alter(Type have, Type want) {
        Map<String, String> had = fields(have);
        Map<String, String> wanted = fields(want);
        Stream<String> dropped =
                had.keySet().stream().filter(name -> !wanted.containsKey(name)).map(name -> "DROP ATTRIBUTE " + name);
        Stream<String> changed = wanted.entrySet().stream()
                .filter(field -> !field.getValue().equals(had.get(field.getKey())))
                .map(field -> (had.containsKey(field.getKey())
                                ? "ALTER ATTRIBUTE " + field.getKey() + " TYPE "
                                : "ADD ATTRIBUTE " + field.getKey() + " ")
                        + field.getValue());
        return "ALTER TYPE " + want.name() + " "
                + Stream.concat(dropped, changed)
                        .map(change -> change + " CASCADE")
                        .collect(Collectors.joining(", "))
                + ";";
    }

    /** Types, and collations, by the names of fields. */
    private static Map<String, String> fields(Type type) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : type.fields()) {
            int space = Texts.outside(field, ' ', 0);
            fields.put(field.substring(0, space), field.substring(space + 1).replaceFirst(" collate ", " COLLATE "));
        }
        return fields;
    }
}
