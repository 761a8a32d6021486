package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes the fingerprint of a database's rows, with one pass over each table. */
public final class DataReader {
    private final Connection connection;
    private final HashedColumnReader columns;

    /**
     * Read over a connection.
     *
     * @param connection a connection of a role that may read every table
     * @param bookkeeping unqualified names of tables that are no data, as the schema history
     */
    public DataReader(Connection connection, Set<String> bookkeeping) {
        this(connection, bookkeeping, false);
    }

    private DataReader(Connection connection, Set<String> bookkeeping, boolean acrossDatabases) {
        this.connection = connection;
        this.columns = new HashedColumnReader(bookkeeping, acrossDatabases);
    }

    /**
     * Read every table so that the same rows come to the same in another database: what a type sends over the wire may
     * hold numbers of types and tables, which are each database's own, and is then read as text.
     */
    public static DataReader acrossDatabases(Connection connection) {
        return new DataReader(connection, Set.of(), true);
    }

    /** The fingerprint of every row and column. */
    public DataFingerprint read() throws SQLException {
        return fingerprint(columns.read(connection));
    }

    /** The fingerprint of those of the given tables and columns that exist. */
    public DataFingerprint readOnly(SortedMap<String, SortedSet<String>> wanted) throws SQLException {
        Map<String, List<HashedColumn>> tables = columns.read(connection);
        tables.keySet().retainAll(wanted.keySet());
        tables.replaceAll((table, columns) -> columns.stream()
                .filter(column -> wanted.getOrDefault(table, new TreeSet<>()).contains(column.name()))
                .toList());
        return fingerprint(tables);
    }

    private DataFingerprint fingerprint(Map<String, List<HashedColumn>> tables) throws SQLException {
        SortedMap<String, TableFingerprint> fingerprints = new TreeMap<>();
        for (Map.Entry<String, List<HashedColumn>> table : tables.entrySet()) {
            fingerprints.put(table.getKey(), fingerprint(table.getKey(), table.getValue()));
        }
        return new DataFingerprint(fingerprints);
    }

    private TableFingerprint fingerprint(String table, List<HashedColumn> columns) throws SQLException {
        List<String> names = columns.stream().map(HashedColumn::name).toList();
        try (PreparedStatement query = connection.prepareStatement(HashedColumn.sum(table, columns));
                ResultSet result = query.executeQuery()) {
            result.next();
            return new TableFingerprint(table, names, result.getLong(1), result.getString(2));
        }
    }
}
