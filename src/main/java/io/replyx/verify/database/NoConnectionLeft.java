package io.replyx.verify.database;

/** The server is there, and gives out no further connection now: those of the role, the database or all are taken. */
public final class NoConnectionLeft extends NoUsableDatabase {
    private static final long serialVersionUID = 1L;

    NoConnectionLeft(String message) {
        super(message);
    }
}
