package io.replyx.verify.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compare an object as it is with the one that should be there. */
final class Comparison {
    private static final String POSITION = "position";
    private static final String DEFINITION = "definition";
    private static final Set<String> FREE_LAYOUT = Set.of("sql", "plpgsql");

    private final Set<ObjectKey> movedColumns;

    Comparison(Set<ObjectKey> movedColumns) {
        this.movedColumns = movedColumns;
    }

    Optional<Difference> of(Optional<CatalogObject> have, Optional<CatalogObject> want) {
        if (want.isEmpty()) {
            return have.map(object -> new Difference(Change.EXTRA, object, List.of()));
        }
        if (have.isEmpty()) {
            return want.map(object -> new Difference(Change.MISSING, object, List.of()));
        }
        List<AttributeDifference> attributes = attributes(have.get(), want.get());
        return attributes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference(Change.DIFFERENT, have.get(), attributes));
    }

    private List<AttributeDifference> attributes(CatalogObject have, CatalogObject want) {
        List<AttributeDifference> different = new ArrayList<>();
        for (Attribute attribute : have.kind().shape().attributes()) {
            boolean place = attribute.name().equals(POSITION);
            // The columns behind a dropped one change their rank; only those that changed sides count.
            boolean differs = place
                    ? movedColumns.contains(have.key())
                    : !attribute.value(have).equals(attribute.value(want));
            if (differs) {
                boolean cosmetic = place || onlyLayout(attribute, have, want);
                different.add(new AttributeDifference(
                        attribute.name(), attribute.text(have), attribute.text(want), cosmetic));
            }
        }
        return different;
    }

    private static boolean onlyLayout(Attribute attribute, CatalogObject have, CatalogObject want) {
        return have instanceof Function function
                && attribute.name().equals(DEFINITION)
                && FREE_LAYOUT.contains(function.language())
                && lines(attribute.text(have)).equals(lines(attribute.text(want)));
    }

    /** The lines without their margins: what stands inside a line may be a literal, and stays. */
    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
