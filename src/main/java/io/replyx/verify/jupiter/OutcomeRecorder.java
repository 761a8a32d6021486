package io.replyx.verify.jupiter;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.RuleBroken;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.NoMemoryLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Writes down what one check of a rule came to. */
final class OutcomeRecorder {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(OutcomeRecorder.class);

    private final Run run;
    private final ExtensionContext context;

    OutcomeRecorder(Run run, ExtensionContext context) {
        this.run = run;
        this.context = context;
    }

    /** Say which version the check that is about to begin is made at. */
    static void place(ExtensionContext context, Version version) {
        context.getStore(NAMESPACE).put(context.getUniqueId(), version);
    }

    void unlessRecorded(Consumer<OutcomeRecorder> work) {
        if (!run.record().has(context.getUniqueId())) {
            work.accept(this);
        }
    }

    /** Tell what is no fault of the versions that the run is about from what is. */
    void settle(Check check) {
        check.settle(run.before(), rule(), version().isPresent());
    }

    void passed(Check check) {
        add(check, Status.PASSED, "", check.findings());
    }

    void skipped(Check check, String reason) {
        add(check, Status.SKIPPED, reason, check.findings());
    }

    /**
     * A check that could not go on to its end; what breaks the rule breaks it, whatever else was not looked at.
     *
     * @throws RuleBroken when it had found something that breaks the rule
     */
    void endEarly(Check check, String reason) {
        settle(check);
        List<Finding> broken =
                check.findings().stream().filter(Finding::isBroken).toList();
        if (broken.isEmpty()) {
            skipped(check, reason);
            return;
        }
        add(check, Status.FAILED, "not looked at to the end: " + reason, check.findings());
        throw new RuleBroken(title() + ", but:", broken);
    }

    void failed(Check check, Throwable failure) {
        if (failure instanceof RuleBroken broken) {
            boolean nothingExamined = check.findings().stream().noneMatch(Finding::isBroken);
            List<Finding> findings = nothingExamined ? broken.findings() : check.findings();
            add(check, Status.FAILED, nothingExamined ? "nothing was examined" : "", findings);
            return;
        }
        if (failure instanceof NoUsableDatabase lost) {
            run.record().lose(lost);
        }
        List<Finding> findings = new ArrayList<>(check.findings());
        String message = NoMemoryLeft.isBehind(failure) ? NoMemoryLeft.ADVICE : String.valueOf(failure.getMessage());
        findings.add(0, Finding.broken("check", "the check could not be carried through: " + message));
        add(check, Status.FAILED, "the check could not be carried through", findings);
    }

    /** What production cannot bear is not asked of it; a rehearsal's server has nothing else to do. */
    void outOfBudget(Check check, ReadTimedOut limit) {
        if (run.settings().mode() == Mode.PRODUCTION) {
            endEarly(check, String.valueOf(limit.getMessage()));
            throw Check.notVerified(String.valueOf(limit.getMessage()));
        }
        failed(check, limit);
        throw limit;
    }

    private void add(Check check, Status status, String reason, List<Finding> findings) {
        Outcome outcome = new Outcome(
                rule(),
                title(),
                version(),
                status,
                reason,
                check.startedAt(),
                check.duration(),
                check.examined(),
                findings,
                check.attachments());
        run.record().add(context.getUniqueId(), outcome);
    }

    private Optional<String> version() {
        boolean executed = context.getTestInstance().isPresent();
        return executed
                ? Optional.ofNullable(context.getStore(NAMESPACE).get(context.getUniqueId(), Version.class))
                        .map(Version::toString)
                : Optional.empty();
    }

    private String rule() {
        return context.getRequiredTestMethod().getAnnotation(Rule.class).value();
    }

    /** The specification's name as a sentence. */
    String title() {
        return RuleTitle.of(context.getRequiredTestMethod());
    }

    boolean mayExamineNothing() {
        return run.subject()
                .contract()
                .filter(contract -> contract.mayExamineNothing().contains(rule()))
                .isPresent();
    }
}
