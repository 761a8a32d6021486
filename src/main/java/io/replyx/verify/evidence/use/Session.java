package io.replyx.verify.evidence.use;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A transaction in which no statement takes long, and which is taken back when this is closed. */
final class Session implements AutoCloseable {
    /** Names may be meant for the search path of an application, which is not known here: every schema is on it. */
    private static final String BEGIN = """
            select pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ',
                     nullif(pg_catalog.current_setting('search_path'), ''),
                     (select pg_catalog.string_agg(pg_catalog.quote_ident(n.nspname), ', ' order by n.nspname)
                        from pg_catalog.pg_namespace n
                       where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                         and pg_catalog.has_schema_privilege(n.oid, 'USAGE'))), true),
                   pg_catalog.set_config('statement_timeout', '2s', true),
                   pg_catalog.set_config('lock_timeout', '2s', true)
            """;

    private final Connection connection;
    private final Statement statement;

    private Session(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    static Session on(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        statement.execute(BEGIN);
        return new Session(connection, statement);
    }

    void execute(String sql) throws SQLException {
        statement.execute(sql);
    }

    /** Run statements, and tell how many rows the server says that the first of them wrote. */
    long rowsWritten(String sql) throws SQLException {
        statement.execute(sql);
        return Math.max(0, statement.getLargeUpdateCount());
    }

    /** The first row that a statement gives, as text. */
    List<String> firstRow(String sql) throws SQLException {
        List<String> row = new ArrayList<>();
        if (statement.execute(sql)) {
            try (ResultSet result = statement.getResultSet()) {
                if (result.next()) {
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                }
            }
        }
        return row;
    }

    /** All rows of a query that cannot fail, each handed to a reader. */
    <T> List<T> read(String sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
