package io.replyx.verify.assertion;

/** How much a finding weighs: a broken rule turns the verdict, a note never does. */
public enum Severity {
    BROKEN,
    NOTE
}
