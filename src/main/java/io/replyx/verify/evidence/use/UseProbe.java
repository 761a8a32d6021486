package io.replyx.verify.evidence.use;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Uses everything in a database once. */
public final class UseProbe {
    private final Attempts attempts;
    private final Ways ways = new Ways();
    private final TableTally tally = new TableTally();
    private final List<Fault> broken = new ArrayList<>();

    private UseProbe(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * Use everything, in one transaction that is taken back. Numbers that triggers draw from sequences stay drawn, so
     * that the database should not be needed any more.
     *
     * @param connection a connection of the owner, whom row security does not hold up
     * @param bookkeeping unqualified names of tables that are no data
     */
    public static Use use(Connection connection, Set<String> bookkeeping) throws SQLException {
        try (Session session = Session.on(connection)) {
            return new UseProbe(new Attempts(session)).use(bookkeeping);
        }
    }

    private Use use(Set<String> bookkeeping) throws SQLException {
        List<Routine> routines = attempts.read(Routine.SQL, Routine::of);
        TableUse tables = new TableUse(new TableReader(attempts, bookkeeping).read(), attempts, tally);
        tables.fill();
        // Functions and views find rows in what they read.
        int count = new NamedObjects(attempts, ways).examine(routines, broken);
        count += new ViewUse(attempts).examine(broken);
        tables.empty(new RowUse(attempts, tally, TriggerUse.of(routines, attempts, ways)));
        broken.addAll(tally.broken());
        return new Use(
                tables.count() + count,
                broken,
                tally.working(),
                tally.refusing(),
                ways.open(),
                ways.closed(),
                ways.untried());
    }
}
