package io.replyx.verify.migration.crash;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * One kill.
 *
 * @param migration the version that is applied or undone
 * @param undo whether it is undone
 * @param statement how many statements were done before the kill
 * @param inside whether the next statement, a concurrent one, is in its midst
 * @param victim what is killed
 */
record CrashCase(Migration migration, boolean undo, int statement, boolean inside, Victim victim) {
    /** What is killed. */
    enum Victim {
        CLIENT,
        BACKEND,
        SERVER
    }

    /** Every statement boundary of every version, forward and back, and the midst of every concurrent statement. */
    static List<CrashCase> all(List<Migration> chain) {
        List<CrashCase> cases = new ArrayList<>();
        for (Migration migration : chain) {
            for (boolean undo : List.of(false, true)) {
                for (Victim victim : Victim.values()) {
                    cases.addAll(of(migration, undo, victim));
                }
            }
        }
        return cases;
    }

    private static List<CrashCase> of(Migration migration, boolean undo, Victim victim) {
        List<CrashCase> cases = new ArrayList<>();
        List<SqlStatement> statements = new CrashCase(migration, undo, 0, false, victim).statements();
        for (int i = 0; i <= statements.size(); i++) {
            cases.add(new CrashCase(migration, undo, i, false, victim));
            if (i < statements.size() && ConcurrentStatements.isConcurrent(statements.get(i))) {
                cases.add(new CrashCase(migration, undo, i, true, victim));
            }
        }
        return cases;
    }

    Script script() {
        return undo ? migration.undo().orElseThrow() : migration.apply();
    }

    List<SqlStatement> statements() {
        return SqlSplitter.split(script().text());
    }

    @Override
    public String toString() {
        return victim + (inside ? " inside" : " before") + " statement " + (statement + 1) + " of " + script().name();
    }
}
