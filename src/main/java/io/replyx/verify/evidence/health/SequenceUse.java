package io.replyx.verify.evidence.health;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How far a sequence has come on its way to the last value that it, or the column that it feeds, can hold.
 *
 * @param name its name
 * @param feeds the column that takes its values, empty where none does
 * @param visible whether the role may see where it stands
 * @param lastValue where it stands, empty where it was never used or cannot be seen
 * @param bound the last value that fits
 * @param percent the share of values that is used up
 */
public record SequenceUse(String name, String feeds, boolean visible, String lastValue, String bound, double percent) {

    /** Every sequence that does not begin anew at its end. */
    public static List<SequenceUse> read(Connection connection) throws SQLException {
        return FactSql.beside(SequenceUse.class, "sequence")
                .ask(
                        connection,
                        row -> new SequenceUse(
                                row.getString("name"),
                                row.getString("feeds"),
                                row.getBoolean("visible"),
                                row.getString("last_value"),
                                row.getString("bound"),
                                row.getDouble("used")));
    }
}
