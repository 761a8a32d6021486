package io.replyx.verify.jupiter;

/** How one check of a rule ended. */
public enum Status {
    PASSED,
    FAILED,
    SKIPPED
}
