package io.replyx.verify.specs.chain;

import static io.replyx.verify.assertion.Direction.APPLY;
import static io.replyx.verify.assertion.Direction.UNDO;

import io.replyx.verify.assertion.CatalogFindings;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.ChainEvidence;
import io.replyx.verify.evidence.ChainEvidence.DownStep;
import io.replyx.verify.evidence.DataChange;
import io.replyx.verify.evidence.Kept;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.NotByLikeness;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@Order(40)
@DisplayName("The whole chain")
class WholeChainSpec {

    @Test
    @NotByLikeness("the chain begins at the version of production here: what lies below is rehearsed from nothing")
    @Rule("MIG-006")
    void the_whole_chain_goes_up_and_down_to_nothing_and_up_again(Subject subject, Rehearsal rehearsal, Check check) {
        rehearsal.steps();
        rehearsal.blockedBy().ifPresent(blocking -> {
            throw Check.notVerified("version " + blocking.version() + " does not apply (MIG-004)");
        });
        subject.directory().migrations().stream()
                .filter(migration ->
                        migration.undo().isEmpty() && migration.irreversible().isEmpty())
                .findFirst()
                .ifPresent(stuck -> {
                    throw Check.notVerified("version " + stuck.version() + " has no undo script (MIG-007)");
                });
        stop(subject, check);
        ChainEvidence chain = rehearsal.chain();
        down(subject, chain, check);
        up(subject, chain, check);
    }

    /** Below a version that is irreversible nobody comes: that is told, so that no pass hides it. */
    private static void stop(Subject subject, Check check) {
        List<Migration> migrations = subject.directory().migrations();
        for (int i = migrations.size() - 1; i >= 0; i--) {
            Migration migration = migrations.get(i);
            if (migration.irreversible().isPresent()) {
                String version = "version " + migration.version();
                if (i == migrations.size() - 1) {
                    throw Check.notVerified(version + ", the head, is irreversible, as it declares");
                }
                String message =
                        "the way down ends above " + version + ", which is irreversible, as it declares; instead: "
                                + migration.irreversible().get();
                check.found(Finding.note(version, message).at(migration, APPLY, subject.directory()));
                return;
            }
        }
    }

    private static void down(Subject subject, ChainEvidence chain, Check check) {
        boolean strict = subject.contract().filter(Contract::strict).isPresent();
        List<Script> undone = new ArrayList<>();
        for (DownStep step : chain.down()) {
            undone.add(step.migration().undo().orElseThrow());
            check.examines(1);
            step.failure()
                    .ifPresent(failure -> check.found(
                            Finding.failed("undo of version " + step.migration().version(), "", failure)
                                    .at(step.migration(), UNDO, subject.directory())));
            step.have().ifPresent(have -> {
                CatalogDiff diff = Kept.by(undone).without(CatalogDiff.between(have, step.want()));
                CatalogFindings.of(diff, strict)
                        .forEach(finding -> check.found(finding.at(step.migration(), UNDO, subject.directory())));
            });
            step.lost()
                    .forEach(change ->
                            check.found(lost(change, step.migration().undo().orElseThrow())
                                    .at(step.migration(), UNDO, subject.directory())));
        }
    }

    private static Finding lost(DataChange change, Script undo) {
        String message = change.describe() + ": " + change.message();
        boolean declared = undo.header().all(ScriptHeader.Key.LOSSY).stream()
                .anyMatch(entry -> entry.isAbout(change.describe()) || entry.isAbout("table " + change.table()));
        return declared
                ? Finding.note(change.describe(), message + ", as the undo declares")
                : Finding.broken(change.describe(), message);
    }

    private static void up(Subject subject, ChainEvidence chain, Check check) {
        Migration head = subject.directory().head().orElseThrow();
        chain.upFailure()
                .ifPresent(failure -> check.found(Finding.failed(
                        "the way up", "after the way down the chain does not come up again: ", failure)));
        chain.again().ifPresent(again -> {
            check.examines(again.size());
            CatalogFindings.of(CatalogDiff.between(again, chain.head()), true)
                    .forEach(finding -> check.found(finding.at(head, APPLY, subject.directory())));
        });
    }
}
