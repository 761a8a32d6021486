package io.replyx.verify.migration.lock;

import io.replyx.verify.database.Sql;
import java.time.Duration;
import java.util.Optional;

/**
 * Who holds the lock on migrations: a session, or a transaction that was prepared and forgotten. What the server does not
 * show to the role that asks is empty.
 *
 * @param pid its server process; 0 for a prepared transaction
 * @param prepared the name of a prepared transaction
 * @param role the role that it is logged in as
 * @param application what it calls itself
 * @param client the address that it came from; empty for a local socket
 * @param connectedFor age of the session
 * @param transactionFor age of its open transaction, where there is one
 * @param state what it does: active, idle, idle in transaction …
 */
public record LockHolder(
        int pid,
        Optional<String> prepared,
        Optional<String> role,
        Optional<String> application,
        Optional<String> client,
        Optional<Duration> connectedFor,
        Optional<Duration> transactionFor,
        Optional<String> state) {

    /** The statement that ends it. */
    public String remedy() {
        return prepared.map(name -> "rollback prepared " + Sql.literal(name))
                .orElse("select pg_terminate_backend(" + pid + ")");
    }

    /** The holder in one line. */
    public String describe() {
        return prepared.map(name -> "prepared transaction " + Sql.literal(name)
                        + role.map(owner -> ", role " + owner).orElse("")
                        + transactionFor
                                .map(age -> ", prepared " + Age.of(age) + " ago")
                                .orElse(""))
                .orElseGet(this::session);
    }

    private String session() {
        return "process " + pid
                + role.map(name -> ", role " + name).orElse("")
                + application.map(name -> ", application " + name).orElse("")
                + client.map(address -> ", from " + address).orElse("")
                + connectedFor.map(age -> ", connected for " + Age.of(age)).orElse("")
                + transactionFor
                        .map(age -> ", in a transaction for " + Age.of(age))
                        .orElse(", in no transaction that this role can see")
                + state.map(words -> ", " + words).orElse("");
    }
}
