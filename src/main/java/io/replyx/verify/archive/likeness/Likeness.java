package io.replyx.verify.archive.likeness;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.use.Use;
import java.util.List;
import java.util.Optional;

/**
 * A disposable database like one in use.
 *
 * @param reader the role that read the original
 * @param databases where it is
 * @param database the database itself, which nobody is connected to
 * @param catalog what it consists of
 * @param remarks what is otherwise than in the original, and cannot be helped
 * @param use what came of using everything in it once
 * @param noRows why there are no rows in it; empty where the fixtures' fit
 * @param planning what makes the planner take it, or a copy of it, for the original
 */
public record Likeness(
        String reader,
        RehearsalDatabases databases,
        DisposableDatabase database,
        Catalog catalog,
        List<String> remarks,
        Use use,
        Optional<String> noRows,
        PlannerFacts planning) {

    public Likeness {
        remarks = List.copyOf(remarks);
    }
}
