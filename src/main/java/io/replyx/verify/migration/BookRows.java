package io.replyx.verify.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table in which a tool keeps its books, as they stand there.
 *
 * @param table its qualified, quoted name
 * @param rows each as JSON
 */
public record BookRows(String table, List<String> rows) {

    public BookRows {
        rows = List.copyOf(rows);
    }

    /** Those of Flyway's and Alembic's tables, where a database has them. */
    public static List<BookRows> read(Connection connection) throws SQLException {
        List<BookRows> books = new ArrayList<>();
        Optional<String> flyways = HistoryReader.locateFlyways(connection);
        Optional<String> alembics = HistoryReader.locate(connection, AlembicHistory.TABLE);
        for (Optional<String> table : List.of(flyways, alembics)) {
            if (table.isPresent()) {
                books.add(new BookRows(table.get(), rows(connection, table.get())));
            }
        }
        return books;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "select pg_catalog.to_jsonb(book)::pg_catalog.text from " + table + " as book");
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /** Write them into the table of the same name in another database. */
    public void writeTo(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table
                + " select * from pg_catalog.jsonb_populate_record(null::" + table + ", ?::pg_catalog.jsonb)")) {
            for (String row : rows) {
                insert.setString(1, row);
                insert.executeUpdate();
            }
        }
    }
}
