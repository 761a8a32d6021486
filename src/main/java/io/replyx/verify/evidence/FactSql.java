package io.replyx.verify.evidence;

import io.replyx.verify.catalog.read.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query for facts, which stands in a file beside the class that asks it; the lines between {@code -- since 17} and
 * {@code -- end} are for such servers only.
 */
public final class FactSql {
    private static final Pattern INCLUDED = Pattern.compile("(?<!:):([a-z]\\w*)");

    private final Class<?> home;
    private final String name;

    private FactSql(Class<?> home, String name) {
        this.home = home;
        this.name = name;
    }

    /** The query in a file of this name; {@code :other} in it stands for the text of another file. */
    public static FactSql beside(Class<?> home, String name) {
        return new FactSql(home, name);
    }

    /** Makes a fact of the row that a result stands at. */
    @FunctionalInterface
    public interface Row<T> {
        /** Read the row. */
        T fact(ResultSet row) throws SQLException;
    }

    /** Ask the query; every parameter is a list of texts. */
    @SafeVarargs
    public final <T> List<T> ask(Connection connection, Row<T> row, List<String>... parameters) throws SQLException {
        String sql = text(connection.getMetaData().getDatabaseMajorVersion());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf("text", parameters[i].toArray()));
            }
            try (ResultSet result = statement.executeQuery()) {
                List<T> facts = new ArrayList<>();
                while (result.next()) {
                    facts.add(row.fact(result));
                }
                return facts;
            }
        }
    }

    private String text(int version) {
        return INCLUDED.matcher(SqlFile.beside(home, name).on(version))
                .replaceAll(part -> Matcher.quoteReplacement(
                        SqlFile.beside(home, part.group(1)).text()));
    }
}
