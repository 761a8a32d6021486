package io.replyx.verify.evidence.use;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What came of using tables. */
final class TableTally {
    private final List<Fault> broken = new ArrayList<>();
    private final Set<Tried> working = new HashSet<>();
    private final List<Refusal> refusing = new ArrayList<>();

    List<Fault> broken() {
        return broken;
    }

    Set<Tried> working() {
        return working;
    }

    List<Refusal> refusing() {
        return refusing;
    }

    void worked(Operation operation, GeneratedTable table) {
        working.add(new Tried(operation, table.object()));
    }

    /** What was done with a row that is there, or may fail by no value. */
    void failed(Operation operation, GeneratedTable table, Failure failure) {
        failed(operation, table, failure, failure.mayBeOfTheRow());
    }

    /** What was done with generated values, which a trigger may make nothing of. */
    void failedByAValue(Operation operation, GeneratedTable table, Failure failure) {
        failed(operation, table, failure, failure.mayBeOfAValue());
    }

    private void failed(Operation operation, GeneratedTable table, Failure failure, boolean ofTheRow) {
        Fault fault = new Fault(table.object(), operation.of(table.object()) + " fails: " + failure.describe());
        if (failure.refusesEveryRow()) {
            broken.add(fault);
        } else {
            refusing.add(new Refusal(operation, fault, ofTheRow, failure.isOfThisRun()));
        }
    }

    /** No error, no row, and nothing written anywhere else. */
    void swallowed(Operation operation, GeneratedTable table) {
        Fault fault = new Fault(
                table.object(),
                operation.of(table.object()) + " does nothing and says nothing: the server reports neither a row nor an"
                        + " error, as where a trigger before it returns NULL");
        refusing.add(new Refusal(operation, fault, false, true));
    }
}
