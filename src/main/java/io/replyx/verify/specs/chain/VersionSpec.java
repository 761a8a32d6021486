package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;

import io.replyx.verify.assertion.CatalogFindings;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.DataChange;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.EveryVersion;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.Step;
import io.replyx.verify.migration.ScriptHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@Order(20)
@DisplayName("The way forward")
class VersionSpec {

    @EveryVersion
    @Rule("MIG-004")
    void every_version_applies_to_a_database_with_rows(Step step, Check check) {
        check.examines(1);
        check.attach(Attachment.text(
                step.migration().apply().name(), step.migration().apply().text()));
        StepEvidence evidence = step.evidence();
        evidence.applyFailure()
                .ifPresent(failure -> check.found(
                        step,
                        APPLY,
                        List.of(Finding.failed("version " + step.migration().version(), "", failure))));
    }

    @EveryVersion
    @Rule("DAT-001")
    void a_version_keeps_every_row_and_value(Rehearsal rehearsal, Step step, Check check) {
        StepEvidence evidence = step.applied();
        rehearsal.noRows().ifPresent(reason -> {
            throw Check.notVerified(reason);
        });
        if (evidence.rowsBefore().rows() == 0) {
            throw Check.notVerified("no rows are in place before this version");
        }
        check.examines((int) Math.min(Integer.MAX_VALUE, evidence.rowsBefore().rows()));
        ScriptHeader header = step.migration().apply().header();
        check.found(
                step,
                APPLY,
                evidence.byApply().lost().stream()
                        .map(change -> lost(change, header))
                        .toList());
    }

    private static Finding lost(DataChange change, ScriptHeader header) {
        boolean declared = List.of(ScriptHeader.Key.DROPS, ScriptHeader.Key.CHANGES).stream()
                .anyMatch(key -> header.declares(key, change.object()) || header.declares(key, change.table()));
        if (declared) {
            return Finding.note(
                    change.describe(), change.describe() + ": " + change.message() + ", as the script declares");
        }
        return Finding.broken(
                change.describe(),
                change.describe() + ": " + change.message()
                        + "; if that is meant, declare it in the script with '-- drops: " + change.object()
                        + " (why)' or '-- changes: " + change.object() + " (why)'");
    }

    @EveryVersion
    @Rule("CAT-001")
    void every_version_makes_the_catalog_that_was_approved(Subject subject, Step step, Check check) {
        if (!subject.hasApprovedCatalogs()) {
            throw Check.notVerified("the subject has no fixtures/catalog");
        }
        Catalog have = step.applied().applied().orElseThrow();
        Path file = subject.approvedCatalogFile(step.migration().version());
        check.examines(have.size());
        if (!Files.exists(file)) {
            check.found(
                    step,
                    APPLY,
                    List.of(Finding.broken(
                            "catalog of version " + step.migration().version(),
                            "no catalog is approved for this version: review what ./verify approve writes to "
                                    + file.getFileName() + " and commit it")));
            return;
        }
        CatalogDiff diff = step.withoutAgreed(CatalogDiff.between(
                have.portable(), ApprovedCatalog.read(file).catalog().portable()));
        check.attach(Attachment.text(
                "Catalog compared with the approved one", diff.isEmpty() ? "no difference" : diff.describe()));
        check.found(step, APPLY, CatalogFindings.of(diff, true));
    }
}
