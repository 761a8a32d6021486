package io.replyx.verify.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An object that a database has and should not, should have and has not, or has with other attributes.
 *
 * @param object the object as it is, or as it should be where it is missing
 * @param attributes what differs, empty unless the object is on both sides
 */
public record Difference(Change change, CatalogObject object, List<AttributeDifference> attributes) {

    public Difference {
        attributes = List.copyOf(attributes);
    }

    public ObjectKind kind() {
        return object.kind();
    }

    public String name() {
        return object.name();
    }

    /** Whether nothing but the order of columns or the white space of a function's text differs. */
    public boolean cosmetic() {
        return change == Change.DIFFERENT && attributes.stream().allMatch(AttributeDifference::cosmetic);
    }

    /** Whether it is what an interrupted build of an index, or an interrupted detachment of a partition, left. */
    public boolean unfinished() {
        return (object instanceof Index index && !index.valid())
                || (object instanceof Table table && table.detachPending());
    }

    /** What differs, in a line that names the object and one for each attribute. */
    public String describe() {
        return attributes.stream().map(each -> "\n  " + each.describe()).collect(Collectors.joining("", heading(), ""));
    }

    private String heading() {
        String heading = change.heading() + object.key();
        String facts = change == Change.DIFFERENT ? "" : Excerpt.cut(object.facts());
        return facts.isEmpty() ? heading : heading + " (" + facts + ")";
    }
}
