package io.replyx.verify.catalog.remedy;

import java.util.ArrayList;
import java.util.List;

/** Parameters of relations and columns, as in {@code fillfactor=70}. */
final class Parameters {
    private Parameters() {}

    /** Parts of ALTER that make the wanted ones of those that are there. */
    static List<String> changes(List<String> have, List<String> want) {
        List<String> parts = new ArrayList<>();
        List<String> extra = have.stream()
                .map(Parameters::name)
                .filter(name -> want.stream().noneMatch(each -> name(each).equals(name)))
                .toList();
        if (!extra.isEmpty()) {
            parts.add("RESET (" + String.join(", ", extra) + ")");
        }
        List<String> missing =
                want.stream().filter(each -> !have.contains(each)).toList();
        if (!missing.isEmpty()) {
            parts.add("SET (" + String.join(", ", missing) + ")");
        }
        return parts;
    }

    private static String name(String parameter) {
        return parameter.substring(0, parameter.indexOf('='));
    }
}
