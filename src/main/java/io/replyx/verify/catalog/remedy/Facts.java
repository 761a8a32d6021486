package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.OtherObject;
import java.util.List;
import java.util.stream.Collectors;

/** The properties of an object, as in {@code template=simple} or {@code table app.users}. */
record Facts(List<String> lines) {
    Facts {
        lines = List.copyOf(lines);
    }

    static Facts of(OtherObject object) {
        return new Facts(object.properties());
    }

    /** The value of this name, empty where there is none. */
    String value(String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    boolean is(String name) {
        return value(name).equals("true");
    }

    /** What stands behind a word that begins lines. */
    List<String> behind(String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    /** The lines behind the first ones. */
    List<String> from(int first) {
        return lines.stream().skip(first).collect(Collectors.toList());
    }
}
