package io.replyx.verify.migration.lock;

import java.time.Duration;
import java.util.Optional;

/**
 * A session or a prepared transaction that stands in the way. What the server does not show to the role that asks is
 * empty.
 *
 * @param name {@code process 4711}, or {@code prepared transaction 'x'}
 * @param reason why it is in the way
 * @param role the role that it belongs to
 * @param application what it calls itself
 * @param state what it does: active, idle in transaction …
 * @param query the beginning of its last statement
 * @param age age of its transaction
 * @param remedy the statement that ends it
 * @param transaction what tells its transaction from its next one
 */
public record Blocker(
        String name,
        String reason,
        Optional<String> role,
        Optional<String> application,
        Optional<String> state,
        Optional<String> query,
        Optional<Duration> age,
        String remedy,
        String transaction) {

    /** The blocker in one line, with the statement that ends it. */
    public String describe() {
        return name + " " + reason
                + role.map(text -> ", role " + text).orElse("")
                + application.map(text -> ", application " + text).orElse("")
                + state.map(text -> ", " + text).orElse("")
                + age.map(text -> ", in a transaction for " + Age.of(text)).orElse("")
                + query.map(text -> ", last statement: " + text).orElse("")
                + ". To end it: " + remedy;
    }
}
