package io.replyx.verify.database.gate;

import java.util.Set;

/** Calls of JDBC that the gate knows to do nothing but read; whatever else a driver offers is refused. */
final class Calls {
    static final Set<String> OF_OBJECTS = Set.of("hashCode", "toString");

    static final Set<String> OF_CONNECTIONS = Set.of(
            "createArrayOf",
            "isClosed",
            "getAutoCommit",
            "isReadOnly",
            "getTransactionIsolation",
            "getWarnings",
            "clearWarnings");

    static final Set<String> OF_STATEMENTS = Set.of(
            "close",
            "isClosed",
            "getMoreResults",
            "getUpdateCount",
            "setFetchSize",
            "getFetchSize",
            "setMaxRows",
            "getMaxRows",
            "setQueryTimeout",
            "getWarnings",
            "clearWarnings",
            "closeOnCompletion",
            "clearParameters",
            "getParameterMetaData",
            "getMetaData");

    /** Large objects are not among what may be bound: the driver would make them. */
    static final Set<String> OF_PARAMETERS = Set.of(
            "setString",
            "setInt",
            "setLong",
            "setShort",
            "setBoolean",
            "setDouble",
            "setFloat",
            "setBigDecimal",
            "setNull",
            "setBytes",
            "setDate",
            "setTime",
            "setTimestamp",
            "setArray");

    /** Neither are they among what may be read, nor cursors, which the driver would fetch from by itself. */
    static final Set<String> OF_RESULTS = Set.of(
            "next",
            "getString",
            "getInt",
            "getLong",
            "getShort",
            "getBoolean",
            "getDouble",
            "getFloat",
            "getBigDecimal",
            "getBytes",
            "getDate",
            "getTime",
            "getTimestamp",
            "getArray",
            "wasNull",
            "findColumn",
            "close",
            "isClosed",
            "getMetaData",
            "getRow",
            "isBeforeFirst",
            "isAfterLast",
            "isFirst",
            "isLast",
            "getWarnings",
            "setFetchSize");

    static final Set<String> OF_ARRAYS = Set.of("getArray", "getBaseType", "getBaseTypeName", "free");

    static final Set<String> OF_SERVERS = Set.of(
            "getDatabaseMajorVersion",
            "getDatabaseMinorVersion",
            "getDatabaseProductName",
            "getDatabaseProductVersion",
            "getDriverName",
            "getDriverVersion");

    private Calls() {}
}
