package io.replyx.verify.catalog.read;

import io.replyx.verify.catalog.Attribute;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.Shape;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Read the objects of one kind with one query. */
final class KindReader {
    private static final int ROWS_A_TIME = 5_000;

    private final ObjectKind kind;

    KindReader(ObjectKind kind) {
        this.kind = kind;
    }

    List<CatalogObject> read(Connection connection, Surroundings surroundings) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_A_TIME);
            try (ResultSet rows =
                    statement.executeQuery(CatalogSql.of(kind.key()).on(surroundings))) {
                return objects(rows);
            }
        }
    }

    private List<CatalogObject> objects(ResultSet rows) throws SQLException {
        Shape shape = kind.shape();
        List<CatalogObject> objects = new ArrayList<>();
        while (rows.next()) {
            objects.add(shape.<SQLException>create(attribute -> value(rows, attribute)));
        }
        return objects;
    }

    private static Object value(ResultSet row, Attribute attribute) throws SQLException {
        if (attribute.type() == boolean.class) {
            return row.getBoolean(attribute.column());
        }
        if (attribute.type() == int.class) {
            return row.getInt(attribute.column());
        }
        if (attribute.type() == List.class) {
            return texts(row.getArray(attribute.column()));
        }
        // A definition is null when its object was dropped after the snapshot was taken.
        return Objects.requireNonNullElse(row.getString(attribute.column()), "");
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }
}
