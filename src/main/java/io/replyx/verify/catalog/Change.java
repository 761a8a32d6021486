package io.replyx.verify.catalog;

/** How an object that a database has differs from the one that it should have. */
public enum Change {
    /** It is there and should not be. */
    EXTRA("extra:   "),
    /** It should be there and is not. */
    MISSING("missing: "),
    /** It is there with other attributes. */
    DIFFERENT("differs: ");

    private final String heading;

    Change(String heading) {
        this.heading = heading;
    }

    String heading() {
        return heading;
    }
}
