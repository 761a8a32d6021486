package io.replyx.verify.operation.monitor;

import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadTimedOut;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A part of a reading, or why there is none.
 *
 * @param value what was read
 * @param reason why nothing was; empty where something was
 */
public record Part<T>(Optional<T> value, String reason) {

    static <T> Part<T> known(T value) {
        return new Part<>(Optional.of(value), "");
    }

    static <T> Part<T> unknown(String reason) {
        return new Part<>(Optional.empty(), reason);
    }

    /** Read a part; what the server refuses or does not answer in time leaves the other parts as they are. */
    static <T> Part<T> of(Supplier<T> reader) {
        try {
            return known(reader.get());
        } catch (QueryFailed | ReadTimedOut refused) {
            return unknown(String.valueOf(refused.getMessage()));
        }
    }
}
