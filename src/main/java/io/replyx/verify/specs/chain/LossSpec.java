package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.LossFindings;
import io.replyx.verify.evidence.ChainEvidence.DownStep;
import io.replyx.verify.evidence.SequenceMove;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.StepEvidence.UndoEvidence;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import io.replyx.verify.migration.ScriptHeader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(45)
@DisplayName("What the way back loses")
class LossSpec {

    @EveryVersion
    @Rule("DAT-003")
    void an_undo_declares_the_data_that_it_loses(Rehearsal rehearsal, Step step, Check check) {
        StepEvidence evidence = step.applied();
        UndoEvidence undone = step.undone();
        if (undone.failure().isPresent()) {
            throw Check.notVerified("the undo of this version fails (MIG-003)");
        }
        check.examines(1 + evidence.applied().orElseThrow().columns().size());
        LossFindings losses = new LossFindings(evidence, undone, down(rehearsal, step));
        check.found(step, UNDO, losses.findings());
    }

    @EveryVersion
    @Rule("DAT-004")
    void sequences_go_on_where_they_were(Rehearsal rehearsal, Step step, Check check) {
        StepEvidence evidence = step.applied();
        if (evidence.sequencesBefore().called() == 0) {
            throw Check.notVerified("no sequence from before this version has given out a number");
        }
        check.examines(evidence.sequencesBefore().sequences().size());
        ScriptHeader header = step.migration().apply().header();
        check.found(step, APPLY, moved(evidence.movedByApply().stream(), header, APPLY));
        Stream<SequenceMove> back = Stream.concat(
                evidence.undo().stream().flatMap(undo -> undo.moved().stream()),
                down(rehearsal, step).stream().flatMap(down -> down.moved().stream()));
        // Back, a sequence that the version itself had drawn from stands as far on as the version left it.
        check.found(step, UNDO, moved(back.filter(SequenceMove::back).distinct(), header, UNDO));
    }

    private static List<Finding> moved(Stream<SequenceMove> moves, ScriptHeader header, Direction direction) {
        return moves.filter(move -> header.all(ScriptHeader.Key.CHANGES).stream()
                        .noneMatch(entry -> entry.isAbout(move.describe())))
                .map(move -> moved(move, direction))
                .toList();
    }

    private static Finding moved(SequenceMove move, Direction direction) {
        String message = move.describe() + ": " + move.message();
        if (!move.back()) {
            return Finding.note(move.describe(), message);
        }
        String hint = direction == APPLY
                ? "; if that is meant, declare it in the script with '-- changes: " + move.sequence() + " (why)'"
                : "";
        return Finding.broken(
                move.describe(), message + "; numbers that were given out will be given out again" + hint);
    }

    /** What the undo of the step did on the way down from head, where the chain came so far. */
    private static Optional<DownStep> down(Rehearsal rehearsal, Step step) {
        if (rehearsal.blockedBy().isPresent()) {
            return Optional.empty();
        }
        return rehearsal.chain().down().stream()
                .filter(down -> down.migration().equals(step.migration()))
                .filter(down -> down.failure().isEmpty())
                .findFirst();
    }
}
