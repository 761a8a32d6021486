package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        applied.ifPresent(use -> told(use, APPLY, step, check));
        undone.ifPresent(use -> told(use, UNDO, step, check));
    }

    private static void told(Use use, Direction direction, Step step, Check check) {
        check.examines(use.examined());
        List<Finding> findings = Stream.concat(
                        use.broken().stream().map(fault -> Finding.broken(fault.object(), fault.message())),
                        use.unfit().stream()
                                .map(fault -> Finding.note(
                                        fault.object(),
                                        "no generated row was taken, so that nothing is known of its triggers: "
                                                + fault.message())))
                .toList();
        check.found(step, direction, findings);
    }
}
