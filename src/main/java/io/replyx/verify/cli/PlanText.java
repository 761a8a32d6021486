package io.replyx.verify.cli;

import io.replyx.verify.evidence.LockTrace;
import io.replyx.verify.evidence.LockTrace.TableLock;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.PlannedUndo;
import io.replyx.verify.operation.RollbackPlan;
import io.replyx.verify.operation.RollbackResult;
import io.replyx.verify.operation.Undone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A rollback before and after, for a person. */
final class PlanText {
    private PlanText() {}

    /** What is going to be done. */
    static String of(RollbackPlan plan, List<LockTrace> locks) {
        List<String> lines = new ArrayList<>();
        lines.add("Rollback of " + plan.address() + " as role " + plan.role() + ", from " + words(plan.from()) + " to "
                + words(plan.to()));
        for (PlannedUndo undo : plan.undos()) {
            lines.add("  version " + undo.migration().version() + " "
                    + undo.migration().description() + ": "
                    + undo.script().name() + ", checksum " + undo.checksum()
                    + (undo.script().transactional() ? ", in one transaction" : ", statement by statement"));
            undo.losses().forEach(loss -> lines.add("    loses " + loss.describe()));
            locks.stream()
                    .filter(trace -> trace.version().equals(undo.migration().version()))
                    .forEach(trace -> lines.addAll(of(trace)));
        }
        if (plan.losesData() && !plan.request().acceptDataLoss()) {
            lines.add("  data would be lost: that takes --accept-data-loss");
        }
        plan.notes().forEach(note -> lines.add("  note: " + note));
        return String.join("\n", lines);
    }

    private static List<String> of(LockTrace trace) {
        List<String> lines = new ArrayList<>();
        for (TableLock lock : trace.locks()) {
            lines.add("    locks " + lock.table() + " " + lock.mode().sql() + ": "
                    + lock.mode().holdsUp());
        }
        trace.failure().ifPresent(failure -> lines.add("    fails on the disposable server: " + failure.describe()));
        return lines.isEmpty() ? List.of("    locks no table") : lines;
    }

    /** What was done. */
    static String of(RollbackResult result) {
        List<String> lines = new ArrayList<>();
        for (Undone undone : result.undone()) {
            lines.add("  version " + undone.version() + ": " + undone.script() + ", checksum " + undone.checksum()
                    + ", " + undone.took().toMillis() + " ms, " + undone.proof());
            undone.notes().forEach(note -> lines.add("    " + note));
        }
        lines.add(
                0,
                "Rolled back "
                        + (result.undone().size() == 1
                                ? "1 version"
                                : result.undone().size() + " versions") + ". " + result.state());
        return String.join("\n", lines);
    }

    private static String words(Optional<Version> version) {
        return version.map(v -> "version " + v).orElse("no version");
    }
}
