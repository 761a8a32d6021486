package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.evidence.use.Fault;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(35)
@DisplayName("What can be used")
class UseSpec {

    @EveryVersion
    @Rule("MIG-012")
    void tables_take_rows_and_functions_and_views_find_what_they_name(Step step, Check check) {
        StepEvidence evidence = step.applied();
        Optional<Use> applied = evidence.use();
        Optional<Use> undone = evidence.undo().flatMap(UndoEvidence::use);
        if (applied.isEmpty() && undone.isEmpty()) {
            throw Check.notVerified("the undo of this version fails (MIG-003), or it does not apply again (MIG-005)");
        }
        // An empty schema is examined as well: there is nothing in it that could be at fault.
        check.examines(1);
        Optional<Use> before = step.before().flatMap(StepEvidence::use);
        applied.ifPresent(use -> told(use, before, APPLY, step, check));
        undone.ifPresent(use -> told(use, before, UNDO, step, check));
    }

    private static void told(Use use, Optional<Use> before, Direction direction, Step step, Check check) {
        check.examines(use.examined());
        List<Fault> closed = before.map(use::closedSince).orElse(List.of());
        List<Finding> findings = new ArrayList<>();
        tell(use.broken(), "", findings);
        tell(closed, "; at the version before, the same worked", findings);
        tell(
                before.map(use::forgottenSince).orElse(List.of()),
                "; at the version before, the same branch or query of the same text came to its end",
                findings);
        use.unknown().stream()
                .filter(fault -> !closed.contains(fault))
                .map(fault -> Finding.note(
                        fault.object(), fault.message() + "; so that nothing is known of what a row sets off"))
                .forEach(findings::add);
        use.untried().forEach(fault -> findings.add(Finding.note(fault.object(), fault.message())));
        check.found(step, direction, findings);
    }

    private static void tell(List<Fault> faults, String beside, List<Finding> findings) {
        faults.forEach(fault -> findings.add(Finding.broken(fault.object(), fault.message() + beside)));
    }
}
