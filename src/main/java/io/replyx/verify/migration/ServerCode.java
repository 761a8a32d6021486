package io.replyx.verify.migration;

/** Codes of the server that an undo tells apart. */
final class ServerCode {
    static final String LOCK_NOT_AVAILABLE = "55P03";
    static final String DEADLOCK = "40P01";

    private static final String IDLE_IN_TRANSACTION = "25P03";

    private ServerCode() {}

    /** The connection is gone: class 08, or the server ended the session. */
    static boolean connectionLost(String state) {
        return state.startsWith("08") || state.startsWith("57P0") || state.equals(IDLE_IN_TRANSACTION);
    }
}
