package io.replyx.verify.database.gate;

/** Is told of everything that a read costs, and throws when it is too much. */
public interface Meter {
    /** A statement is about to be sent. */
    void statement();

    /** A row is about to be handed over. */
    void row();
}
