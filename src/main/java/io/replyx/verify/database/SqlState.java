package io.replyx.verify.database;

import java.sql.SQLException;
import java.util.Optional;

/** Codes of the server that this suite tells apart. */
public final class SqlState {
    static final String CONNECTION_REJECTED = "08004";
    static final String INVALID_AUTHORIZATION = "28000";
    static final String WRONG_PASSWORD = "28P01";
    static final String NO_SUCH_DATABASE = "3D000";
    static final String NO_PRIVILEGE = "42501";
    static final String TOO_MANY_CONNECTIONS = "53300";
    /** What is asked for is there and not in a state to be used. */
    public static final String NOT_AVAILABLE = "55000";

    /** A lock was not to be had in time. */
    public static final String LOCK_NOT_AVAILABLE = "55P03";

    /** On a standby, a statement or session that was in the way of what is to be replayed. */
    static final String SERIALIZATION_FAILURE = "40001";

    /** Two sessions waited for each other. */
    public static final String DEADLOCK = "40P01";

    /** The statement was cancelled, by its own time limit or by somebody. */
    public static final String CANCELED = "57014";

    static final String CANNOT_CONNECT_NOW = "57P03";

    /** As temp_file_limit is. */
    static final String LIMIT_EXCEEDED = "53400";

    private static final String IDLE_IN_TRANSACTION = "25P03";
    private static final String TRANSACTION_TIMEOUT = "25P04";

    private SqlState() {}

    static String of(SQLException exception) {
        return Optional.ofNullable(exception.getSQLState()).orElse("");
    }

    /** The connection is gone: class 08, or the server ended the session. */
    public static boolean connectionLost(String state) {
        return state.startsWith("08")
                || state.startsWith("57P0")
                || state.equals(IDLE_IN_TRANSACTION)
                || state.equals(TRANSACTION_TIMEOUT);
    }
}
