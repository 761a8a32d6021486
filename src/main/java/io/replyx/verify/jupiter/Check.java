package io.replyx.verify.jupiter;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.RuleBroken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.opentest4j.TestAbortedException;

/** One check of a rule under way: counts what it looks at and gathers everything that it finds, not only the first. */
public final class Check {
    private final List<Finding> findings = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final Instant startedAt = Instant.now();
    private final long startNanos = System.nanoTime();
    private int examined;

    /** Look at so many objects, rows or scripts. */
    public void examines(int count) {
        examined += count;
    }

    /** Make an assertion about every item; the rule goes on after the first that fails. */
    public <T> void each(Collection<T> items, Function<T, String> object, Consumer<T> assertion) {
        for (T item : items) {
            examined++;
            that(object.apply(item), () -> assertion.accept(item));
        }
    }

    /** Make one assertion; a failure of it is a finding. */
    public void that(String object, Runnable assertion) {
        try {
            assertion.run();
        } catch (RuleBroken broken) {
            findings.addAll(broken.findings());
        } catch (AssertionError failed) {
            findings.add(Finding.broken(object, String.valueOf(failed.getMessage())));
        }
    }

    /** Add what was found. */
    public void found(Finding finding) {
        findings.add(finding);
    }

    /** Add what was found at a step of the chain. */
    public void found(Step step, Direction direction, List<Finding> found) {
        found.forEach(finding -> findings.add(step.place(finding, direction)));
    }

    /** Keep a piece of evidence for the report. */
    public void attach(Attachment attachment) {
        attachments.add(attachment);
    }

    /** End the check as not verified: the rule is reported as skipped with this reason. */
    public static TestAbortedException notVerified(String reason) {
        return new TestAbortedException(reason);
    }

    /** Have what was found before the versions that a run is about told as that. */
    void settle(Before before, String rule, boolean ofStep) {
        List<Finding> settled = before.settle(rule, ofStep, findings);
        findings.clear();
        findings.addAll(settled);
    }

    Instant startedAt() {
        return startedAt;
    }

    Duration duration() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    int examined() {
        return examined;
    }

    List<Finding> findings() {
        List<Finding> sorted =
                new ArrayList<>(findings.stream().filter(Finding::isBroken).toList());
        findings.stream().filter(finding -> !finding.isBroken()).forEach(sorted::add);
        return sorted;
    }

    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    /** Fail when something was found that breaks the rule, or when there was nothing to look at. */
    void conclude(String title, boolean mayExamineNothing) {
        List<Finding> broken = findings.stream().filter(Finding::isBroken).toList();
        if (!broken.isEmpty()) {
            throw new RuleBroken(title + ", but:", broken);
        }
        if (examined == 0 && !mayExamineNothing) {
            throw new RuleBroken(
                    title,
                    List.of(Finding.broken(
                            "nothing",
                            "nothing was examined, so that nothing is verified; if that is right for this subject, name"
                                    + " the rule under mayExamineNothing in the contract")));
        }
    }
}
