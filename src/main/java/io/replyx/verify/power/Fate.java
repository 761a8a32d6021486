package io.replyx.verify.power;

/** What became of a mutant. */
public enum Fate {
    /** A rule is broken by it. */
    KILLED,
    /** No rule is broken, although something measurable differs from the sound chain, or nothing says that it does not. */
    SURVIVED,
    /** Catalogs, rows and locks are those of the sound chain at every version, both ways. */
    EQUIVALENT,
    /** A measurement failed, so that nothing is known. */
    UNKNOWN
}
