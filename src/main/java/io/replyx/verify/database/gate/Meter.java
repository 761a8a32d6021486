package io.replyx.verify.database.gate;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Is told of everything that a read costs, and throws when it is too much. */
public interface Meter {
    /** A statement is about to be sent; its values are left out. */
    void statement(Supplier<String> text);

    /** How long a statement may run, where that is less than what its transaction began with. */
    Optional<Duration> rest();

    /** How many rows a read may fetch. */
    long rows();

    /** A row is about to be handed over. */
    void row();
}
