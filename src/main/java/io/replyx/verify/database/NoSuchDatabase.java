package io.replyx.verify.database;

/** The server is there and lets the user in, and has no database of that name. */
final class NoSuchDatabase extends NoUsableDatabase {
    private static final long serialVersionUID = 1L;

    NoSuchDatabase(String message) {
        super(message);
    }
}
