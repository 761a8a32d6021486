package io.replyx.verify.database;

/** The ways to come by a server. */
public enum ServerKind {
    /** A container of an engine on this machine. */
    CONTAINER,
    /** PostgreSQL's programs as they are installed on this machine. */
    LOCAL,
    /** A server that runs already. */
    EXISTING
}
