package io.replyx.verify.assertion;

/** Which way a step of the chain goes. */
public enum Direction {
    APPLY,
    UNDO
}
