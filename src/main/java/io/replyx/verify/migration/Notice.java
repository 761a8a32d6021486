package io.replyx.verify.migration;

import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.util.Optional;

/**
 * Something that the server remarked on while a script ran, without failing.
 *
 * @param message what it said
 * @param statement the statement that it was about
 */
public record Notice(String message, String statement) {

    /** Whether IF EXISTS or IF NOT EXISTS passed over what was to be done. */
    public boolean tellsOfSkipping() {
        return message.endsWith(", skipping");
    }

    /** The line of a script on which the statement begins, where it can be found. */
    public Optional<Integer> lineIn(Script script) {
        return SqlSplitter.split(script.text()).stream()
                .filter(candidate -> candidate.text().equals(statement.strip()))
                .map(SqlStatement::line)
                .findFirst();
    }
}
