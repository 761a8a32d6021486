package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.LossFindings;
import io.replyx.verify.evidence.ChainEvidence.DownStep;
import io.replyx.verify.evidence.SequenceMove;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(45)
@DisplayName("What the way back loses")
class LossSpec {
    private static final Pattern SETS_A_SEQUENCE = Pattern.compile("(?i)\\bsetval\\b|\\brestart\\b");

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
        boolean byHand = setsByHand(step.migration().apply());
        check.found(step, APPLY, moved(evidence.movedByApply().stream(), header, APPLY, byHand));
        Stream<SequenceMove> back = Stream.concat(
                evidence.undo().stream().flatMap(undo -> undo.moved().stream()),
                down(rehearsal, step).stream().flatMap(down -> down.moved().stream()));
        boolean undoByHand =
                step.migration().undo().filter(LossSpec::setsByHand).isPresent();
        // Back, a sequence that the version itself had drawn from stands as far on as the version left it.
        Set<String> drawn =
                evidence.movedByApply().stream().map(SequenceMove::sequence).collect(Collectors.toSet());
        check.found(
                step,
                UNDO,
                moved(
                        back.filter(move -> move.back()
                                        || (undoByHand && move.beyond() && !drawn.contains(move.sequence())))
                                .distinct(),
                        header,
                        UNDO,
                        undoByHand));
    }

    /** Numbers that are drawn move a sequence as well; nobody has to declare those. */
    private static boolean setsByHand(Script script) {
        return SETS_A_SEQUENCE.matcher(script.text()).find();
    }

    private static List<Finding> moved(
            Stream<SequenceMove> moves, ScriptHeader header, Direction direction, boolean byHand) {
        return moves.filter(move -> header.all(ScriptHeader.Key.CHANGES).stream()
                        .noneMatch(entry -> entry.isAbout(move.describe())))
                .map(move -> moved(move, direction, byHand))
                .toList();
    }

    private static Finding moved(SequenceMove move, Direction direction, boolean byHand) {
        String message = move.describe() + ": " + move.message();
        if (!move.back() && !(byHand && move.beyond())) {
            return Finding.note(move.describe(), message);
        }
        String hint = direction == APPLY
                ? "; if that is meant, declare it in the script with '-- changes: " + move.sequence() + " (why)'"
                : "";
        String harm = move.back()
                ? "; numbers that were given out will be given out again"
                : "; it is set beyond every value there is, so that numbers are left out";
        return Finding.broken(move.describe(), message + harm + hint);
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
