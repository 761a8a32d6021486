package io.replyx.verify.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The column that a search goes over, with every name quoted as the server has it. */
record VectorTarget(
        String table, String column, String typeSchema, String type, int dimension, long estimatedRows, boolean empty) {
    private static final String COLUMN = """
            select pg_catalog.format('%I.%I', n.nspname, c.relname) as table_name,
                   pg_catalog.quote_ident(a.attname) as column_name,
                   pg_catalog.quote_ident(tn.nspname) as type_schema,
                   pg_catalog.format('%I.%I', tn.nspname, t.typname) as type_name,
                   greatest(a.atttypmod, 1) as dimension,
                   greatest(c.reltuples, 0)::pg_catalog.int8 as estimated_rows,
                   pg_catalog.pg_relation_size(c.oid) = 0 as empty
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = ? and not a.attisdropped
            join pg_catalog.pg_type t on t.oid = a.atttypid
            join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
            where c.oid = pg_catalog.to_regclass(?)
            """;

    /** The column of a search; empty when it is not there. */
    static Optional<VectorTarget> find(Connection connection, NearestNeighbours.Query query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMN)) {
            statement.setString(1, query.column());
            statement.setString(2, query.table());
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new VectorTarget(
                                result.getString("table_name"),
                                result.getString("column_name"),
                                result.getString("type_schema"),
                                result.getString("type_name"),
                                result.getInt("dimension"),
                                result.getLong("estimated_rows"),
                                result.getBoolean("empty")))
                        : Optional.empty();
            }
        }
    }

    /** The distance of the column to a vector, which is written as a literal so that an index can be used. */
    String distance(String operator, String vector) {
        return column + " operator(" + typeSchema + "." + operator + ") '" + vector.replace("'", "''") + "'::" + type;
    }
}
