package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.CatalogFindings;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.DataChange;
import io.replyx.verify.evidence.Kept;
import io.replyx.verify.evidence.StaleView;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlSplitter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(30)
@DisplayName("The way back")
class UndoSpec {

    @EveryVersion
    @Rule("MIG-003")
    void an_undo_restores_the_catalog_from_before_its_version(Subject subject, Step step, Check check) {
        StepEvidence evidence = step.applied();
        UndoEvidence undone = step.undone();
        Script script = step.migration().undo().orElseThrow();
        check.attach(Attachment.text(script.name(), script.text()));
        check.examines(
                evidence.before().size() + evidence.applied().orElseThrow().size());
        undone.failure()
                .ifPresent(failure -> check.found(step, UNDO, List.of(Finding.failed(undoOf(step), "", failure))));
        if (SqlSplitter.split(script.text()).isEmpty() && changesMoreThanIsKept(evidence, script)) {
            check.found(step, UNDO, List.of(takesNothingBack(step, script)));
        }
        Optional<Catalog> restored = undone.restored();
        if (restored.isPresent()) {
            CatalogDiff diff = Kept.by(List.of(script)).without(CatalogDiff.between(restored.get(), evidence.before()));
            check.attach(Attachment.text(
                    "Catalog after the undo, compared with the one before",
                    diff.isEmpty() ? "no difference" : diff.describe()));
            check.found(step, UNDO, CatalogFindings.of(diff, strict(subject)));
        }
    }

    private static boolean changesMoreThanIsKept(StepEvidence evidence, Script undo) {
        CatalogDiff made = CatalogDiff.between(evidence.applied().orElseThrow(), evidence.before());
        return !Kept.by(List.of(undo)).without(made).isEmpty()
                || !evidence.byApply().touched().isEmpty();
    }

    private static String undoOf(Step step) {
        return "undo of version " + step.migration().version();
    }

    private static Finding takesNothingBack(Step step, Script script) {
        String version = "version " + step.migration().version();
        return Finding.broken(
                undoOf(step),
                script.name() + " is empty but for comments, so that nothing of " + version
                        + " is taken back; where that is impossible, declare it in the version with '-- irreversible:'");
    }

    @EveryVersion
    @Rule("DAT-002")
    void an_undo_gives_back_every_row_and_value(Rehearsal rehearsal, Step step, Check check) {
        StepEvidence evidence = step.applied();
        UndoEvidence undone = step.undone();
        if (undone.failure().isPresent()) {
            throw Check.notVerified("the undo of this version fails (MIG-003)");
        }
        rehearsal.noRows().ifPresent(reason -> {
            throw Check.notVerified(reason);
        });
        if (evidence.rowsBefore().rows() == 0) {
            throw Check.notVerified("no rows are in place before this version");
        }
        check.examines((int) Math.min(Integer.MAX_VALUE, evidence.rowsBefore().rows()));
        check.found(step, UNDO, undone.lost().stream().map(UndoSpec::lost).toList());
        check.found(step, UNDO, undone.stale().stream().map(UndoSpec::stale).toList());
    }

    private static Finding stale(StaleView view) {
        return Finding.broken(view.describe(), view.describe() + ": " + view.message());
    }

    private static Finding lost(DataChange change) {
        return Finding.broken(change.describe(), change.describe() + ": " + change.message());
    }

    @EveryVersion
    @Rule("MIG-005")
    void applying_a_version_again_after_its_undo_makes_the_same_catalog(Step step, Check check) {
        StepEvidence evidence = step.applied();
        UndoEvidence undone = step.undone();
        if (undone.failure().isPresent()) {
            throw Check.notVerified("the undo of this version fails (MIG-003)");
        }
        check.examines(evidence.applied().orElseThrow().size());
        undone.reapplyFailure()
                .ifPresent(failure -> check.found(
                        step,
                        APPLY,
                        List.of(Finding.failed(
                                "version " + step.migration().version(),
                                "applied, undone, and then not again: ",
                                failure))));
        undone.reapplied()
                .ifPresent(again -> check.found(
                        step,
                        APPLY,
                        CatalogFindings.of(
                                CatalogDiff.between(again, evidence.applied().orElseThrow()), true)));
        undone.secondFailure()
                .ifPresent(failure -> check.found(
                        step,
                        UNDO,
                        List.of(Finding.failed(
                                undoOf(step), "undone, applied again, and then not undone again: ", failure))));
    }

    private static boolean strict(Subject subject) {
        return subject.contract().filter(Contract::strict).isPresent();
    }
}
