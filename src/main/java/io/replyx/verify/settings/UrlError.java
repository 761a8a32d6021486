package io.replyx.verify.settings;

/**
 * Words what is wrong with a URL, without showing it.
 *
 * @param name the variable or option that it comes from
 */
record UrlError(String name) {
    static final String SHAPE = "postgresql://user:password@host:5432/database";

    /** The URL is no URL, for a reason that goes after its name. */
    WrongUse shape(String what) {
        return new WrongUse(name + " " + what + ". Write " + SHAPE
                + ", with @ : / ? # [ ] % and blanks in user or password percent-encoded (@ as %40, / as %2F).");
    }

    /** It is a URL of something that cannot be connected to, and what to do. */
    WrongUse other(String what) {
        return new WrongUse(name + " " + what);
    }
}
