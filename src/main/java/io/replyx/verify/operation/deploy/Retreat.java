package io.replyx.verify.operation.deploy;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.ScriptHeader;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.Approved;
import io.replyx.verify.operation.Loss;
import io.replyx.verify.operation.Rollback;
import io.replyx.verify.operation.RollbackPlan;
import io.replyx.verify.operation.RollbackRequest;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes back the versions that a deployment applied, when nothing is lost by it and nobody has done anything meanwhile. */
final class Retreat {
    private final DatabaseUrl url;
    private final Subject subject;
    private final Approved approved;
    private final Consumer<String> progress;

    Retreat(DatabaseUrl url, Subject subject, Consumer<String> progress) {
        this.url = url;
        this.subject = subject;
        this.approved = new Approved(subject);
        this.progress = progress;
    }

    /** Whether a version has an undo that loses nothing, as its scripts declare. */
    static boolean hasWayBack(Migration migration) {
        return migration.irreversible().isEmpty()
                && migration
                        .undo()
                        .filter(undo ->
                                undo.header().all(ScriptHeader.Key.LOSSY).isEmpty())
                        .isPresent();
    }

    /**
     * Take versions back.
     *
     * @param applied the versions, in the order in which they were applied
     * @param left the history as the deployment left it
     * @return why they stay; empty when the database is at the version that it was at before
     */
    Optional<String> run(DeployPlan plan, List<Migration> applied, SchemaHistory left) {
        Optional<Migration> oneWay =
                applied.stream().filter(migration -> !hasWayBack(migration)).findFirst();
        if (oneWay.isPresent()) {
            return Optional.of("version " + oneWay.get().version() + " has no undo, or one that loses data");
        }
        Optional<Version> unknown = applied.stream()
                .map(Migration::version)
                .filter(version -> approved.of(Optional.of(version)).isEmpty())
                .findFirst();
        if (unknown.isPresent() || approved.of(plan.from()).isEmpty()) {
            return Optional.of("no catalog is approved for "
                    + unknown.or(plan::from)
                            .map(version -> "version " + version)
                            .orElse("the database before the first version")
                    + ", so that nothing says what its undo would take along");
        }
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            if (!database.read(SchemaHistory::read).equals(Optional.of(left))) {
                return Optional.of("somebody else has migrated the database meanwhile");
            }
        } catch (ExpectedFailure unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
        return takeBack(plan);
    }

    private Optional<String> takeBack(DeployPlan plan) {
        Rollback rollback = new Rollback(url, subject, progress);
        String to = plan.from().map(Version::toString).orElse("base");
        try {
            RollbackPlan back = rollback.plan(RollbackRequest.last().downTo(to));
            // Rows come at any moment: what is empty when it is counted need not be when it is dropped.
            Optional<String> loss = back.undos().stream()
                    .flatMap(undo -> undo.losses().stream())
                    .map(Loss::object)
                    .findFirst();
            if (loss.isPresent()) {
                return Optional.of(loss.get() + " would go, into which rows may have come");
            }
            rollback.run(back);
            return Optional.empty();
        } catch (ExpectedFailure refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
