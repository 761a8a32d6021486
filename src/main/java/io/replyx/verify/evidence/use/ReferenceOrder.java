package io.replyx.verify.evidence.use;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts tables behind those that they refer to; where they refer to one another, the first by name comes first. */
final class ReferenceOrder {
    private final Map<String, List<GeneratedColumn>> tables;
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<String> ordered = new ArrayList<>();

    ReferenceOrder(Map<String, List<GeneratedColumn>> tables) {
        this.tables = tables;
    }

    List<String> parentsFirst() {
        tables.keySet().forEach(this::visit);
        return ordered;
    }

    private void visit(String table) {
        if (seen.add(table)) {
            tables.getOrDefault(table, List.of()).stream()
                    .map(GeneratedColumn::references)
                    .flatMap(Optional::stream)
                    .filter(tables::containsKey)
                    .forEach(this::visit);
            ordered.add(table);
        }
    }
}
