package io.replyx.verify.database;

/** How it went with one way to come by a server. */
sealed interface Attempt {
    /** It answers. */
    record Started(Server server) implements Attempt {}

    /** Why there is none, and what would help. */
    record Unavailable(String why, String remedy) implements Attempt {}
}
