package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import java.util.stream.Stream;

/** Statements that the server refuses inside a transaction, where nothing but a script's configuration says so. */
final class NotInTransaction {
    private NotInTransaction() {}

    /** Whether a script runs outside a transaction, be it that its configuration says so or that Flyway notices. */
    static boolean applies(Script script) {
        return !script.transactional()
                || SqlSplitter.spans(
                                SqlLexer.read(script.text()).tokens(),
                                script.text().length())
                        .stream()
                        .anyMatch(NotInTransaction::indexConcurrently);
    }

    private static boolean indexConcurrently(Span statement) {
        return Stream.of("create index", "create unique index", "drop index")
                .anyMatch(words -> statement.startsWith(words + " concurrently"));
    }

    /**
     * Whether a script of this statement needs {@code executeInTransaction=false}. Flyway knows by itself of indexes that
     * are created and dropped concurrently, but not of those that are built anew, nor of partitions.
     */
    static boolean unnoticed(Span statement, boolean undo) {
        if (!statement.has("concurrently")) {
            return false;
        }
        boolean rebuild = statement.startsWith("reindex")
                && Stream.of("schema", "database", "system").noneMatch(kind -> statement.startsWith("reindex " + kind));
        boolean partition = statement.startsWith("alter table") && statement.has("detach");
        return rebuild || partition || (undo && indexConcurrently(statement));
    }
}
