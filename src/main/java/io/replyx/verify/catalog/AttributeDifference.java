package io.replyx.verify.catalog;

/**
 * An attribute that an object has and should have another value of.
 *
 * @param attribute name of the attribute, as in {@code accessMethod}
 * @param have the value that it has, as text
 * @param want the value that it should have, as text
 * @param cosmetic whether no program can tell the two values apart
 */
public record AttributeDifference(String attribute, String have, String want, boolean cosmetic) {

    /** The attribute and both values in one line; of long values the place where they part. */
    public String describe() {
        Excerpt excerpt = Excerpt.of(have, want);
        return Attribute.label(attribute) + excerpt.place() + ": have " + excerpt.have() + ", want " + excerpt.want();
    }
}
