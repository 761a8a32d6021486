package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.lint.HiddenSkips;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(35)
@DisplayName("What scripts pass over")
class SkippedSpec {

    @EveryVersion
    @Rule("MIG-010")
    void no_if_exists_or_if_not_exists_hides_that_an_object_is_missing_or_there_already(Step step, Check check) {
        StepEvidence evidence = step.applied();
        check.examines(1);
        skipped(step, APPLY, step.migration().apply(), evidence.remarks(), check);
        step.migration()
                .undo()
                .ifPresent(undo -> evidence.undo().ifPresent(undone -> {
                    check.examines(1);
                    skipped(step, UNDO, undo, undone.remarks(), check);
                }));
    }

    private static void skipped(Step step, Direction direction, Script script, List<Notice> remarks, Check check) {
        check.found(
                step,
                direction,
                HiddenSkips.of(script, remarks).stream()
                        .map(notice -> finding(script, notice))
                        .toList());
    }

    private static Finding finding(Script script, Notice notice) {
        return Finding.broken(
                        "script " + script.name(),
                        script.name()
                                + notice.lineIn(script)
                                        .map(line -> " line " + line)
                                        .orElse("") + " did nothing: " + notice.message()
                                + "; say what must be there, so that it fails where it is not")
                .onLine(notice.lineIn(script));
    }
}
