package io.replyx.verify.database;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells whether VACUUM or ANALYZE passed over its table, which the server calls a success. Its warning is in the
 * language of {@code lc_messages} and has no code of its own, so that it is known by where in the server it comes from.
 */
public final class PassedOver {
    private static final Set<String> ROUTINES = Set.of(
            "vacuum_is_relation_owner",
            "vacuum_is_permitted_for_relation",
            "vacuum_open_relation",
            "vacuum_rel",
            "analyze_rel");

    private PassedOver() {}

    /** What the server said of it, after the statement was run; empty where it did its work. */
    public static Optional<SQLWarning> in(Statement statement) throws SQLException {
        for (@Nullable SQLWarning said = statement.getWarnings(); said != null; said = said.getNextWarning()) {
            if (isOne(said)) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    private static boolean isOne(SQLWarning said) {
        @Nullable ServerErrorMessage message = said instanceof PSQLWarning known ? known.getServerErrorMessage() : null;
        return message != null && ROUTINES.contains(String.valueOf(message.getRoutine()));
    }
}
