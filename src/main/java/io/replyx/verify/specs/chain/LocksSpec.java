package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.ApprovedLocks;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.StepLocks;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(36)
@DisplayName("The locks of every step")
class LocksSpec {
    /** What a line is about: the relation that is locked, or the one that is worked on outside of a transaction. */
    private static final Pattern RELATION = Pattern.compile("(?: on | concurrently (?!on ))(.+)$");

    @EveryVersion
    @Rule("MIG-013")
    void a_version_and_its_undo_take_the_locks_that_were_approved(Subject subject, Step step, Check check) {
        if (!subject.hasApprovedLocks()) {
            throw Check.notVerified("the subject has no fixtures/locks");
        }
        UndoEvidence undone = step.undone();
        StepLocks locks = undone.locks()
                .orElseThrow(() -> Check.notVerified(
                        "the undo of this version fails (MIG-003), or it does not apply again (MIG-005)"));
        SortedMap<String, String> have = locks.lines();
        check.examines(have.size());
        Path file = subject.approvedLocksFile(step.migration().version());
        if (!Files.exists(file)) {
            check.found(
                    step,
                    APPLY,
                    List.of(Finding.broken(
                            "locks of version " + step.migration().version(),
                            "no locks are approved for this version: review what ./verify approve writes to "
                                    + file.getFileName() + " and commit it")));
            return;
        }
        SortedSet<String> want = ApprovedLocks.read(file);
        have.forEach((line, by) -> {
            if (!want.contains(line)) {
                check.found(step, direction(line), List.of(finding(line, "extra: " + line + by(by))));
            }
        });
        want.stream()
                .filter(line -> !have.containsKey(line))
                .forEach(line -> check.found(step, direction(line), List.of(finding(line, "missing: " + line))));
    }

    private static Direction direction(String line) {
        return line.startsWith("undo: ") ? UNDO : APPLY;
    }

    private static String by(String statement) {
        return statement.isEmpty() ? "" : ", by " + statement;
    }

    private static Finding finding(String line, String message) {
        Matcher relation = RELATION.matcher(line);
        return Finding.broken(relation.find() ? "relation " + relation.group(1) : "locks", message);
    }
}
