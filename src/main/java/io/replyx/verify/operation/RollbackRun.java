package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.apply.Baseline;
import io.replyx.verify.migration.lock.MigrationLock;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.migration.undo.Undo;
import io.replyx.verify.migration.undo.UndoResult;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One rollback at work: one session, which holds the lock and takes back one version after the other. */
final class RollbackRun {
    private static final String APPLICATION = "replyx-verify rollback";

    private final DatabaseUrl url;
    private final RollbackPlan plan;
    private final Approved approved;
    private final Consumer<String> progress;
    private final List<Undone> undone = new ArrayList<>();
    private final Stop stop = new Stop();

    RollbackRun(DatabaseUrl url, RollbackPlan plan, Approved approved, Consumer<String> progress) {
        this.url = url.withApplicationName(APPLICATION);
        this.plan = plan;
        this.approved = approved;
        this.progress = progress;
    }

    RollbackResult run() {
        Optional<Version> at = plan.from();
        try (Connection connection = Connector.forProduction().open(url)) {
            stop.cancels(connection);
            progress.accept("taking the lock on migrations");
            // Should the work fail, the lock goes with the session.
            MigrationLock lock = MigrationLock.take(
                    connection, plan.history().table(), plan.request().lockWait());
            requireUnchanged(connection);
            for (PlannedUndo undo : plan.undos()) {
                if (stop.asked()) {
                    throw stop(ExitCode.FAILED_AND_BACK, "Interrupted.", at);
                }
                takeBack(connection, undo, at);
                at = undo.below();
            }
            lock.close();
            return new RollbackResult(undone, at);
        } catch (SQLException lost) {
            throw lost(lost, at);
        } finally {
            stop.forget();
        }
    }

    void stop() {
        stop.ask();
    }

    /** Between the plan and the lock there was a person who read and confirmed it. */
    private void requireUnchanged(Connection connection) throws SQLException {
        Meanwhile.requireNobody(
                plan.address(), "the plan was made", Optional.of(plan.history()), SchemaHistory.read(connection));
        Catalog catalog = new CatalogReader(Workbench.BOOKKEEPING).read(connection);
        if (!catalog.equals(plan.catalog())) {
            throw new Refused("The catalog of " + plan.address() + " has changed since the plan was made."
                    + " Nothing was touched. Run the command again for a new plan.");
        }
    }

    private void takeBack(Connection connection, PlannedUndo undo, Optional<Version> at) throws SQLException {
        progress.accept("undoing version " + undo.migration().version() + " with "
                + undo.script().name());
        splitBaseline(connection, undo);
        UndoProof proof = new UndoProof(approved, undo.below(), plan.accepted());
        UndoResult result = new Undo(connection, Connector.forProduction().dataSource(url), WaitLimits.STANDARD)
                .run(undo.migration(), proof);
        if (result instanceof UndoResult.Undone done) {
            undone.add(new Undone(
                    undo.migration().version(),
                    undo.script().name(),
                    undo.checksum(),
                    done.took(),
                    proof.describe(),
                    done.notes()));
            progress.accept("version " + undo.migration().version() + " is undone in "
                    + done.took().toMillis() + " ms: " + proof.describe());
            return;
        }
        throw stop(code(result), "Undoing version " + undo.migration().version() + ": " + result.describe(), at);
    }

    private void splitBaseline(Connection connection, PlannedUndo undo) throws SQLException {
        connection.setAutoCommit(false);
        try {
            SchemaHistory history = SchemaHistory.read(connection).orElseThrow();
            new Baseline(connection).split(history, undo.migration(), undo.below());
            connection.commit();
        } catch (SQLException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static ExitCode code(UndoResult result) {
        if (result instanceof UndoResult.PartWay) {
            return ExitCode.FAILED_PART_WAY;
        }
        if (result instanceof UndoResult.Locked) {
            return ExitCode.LOCKED;
        }
        if (result instanceof UndoResult.Refuted refuted && !refuted.back()) {
            return ExitCode.ROLLBACK_FAILED;
        }
        return result instanceof UndoResult.InDoubt ? ExitCode.ROLLBACK_FAILED : ExitCode.FAILED_AND_BACK;
    }

    private RollbackStopped stop(ExitCode code, String reason, Optional<Version> at) {
        RollbackResult soFar = new RollbackResult(undone, at);
        String before = undone.isEmpty()
                ? ""
                : " Taken back before: "
                        + String.join(
                                ", ",
                                undone.stream()
                                        .map(each -> "version " + each.version())
                                        .toList())
                        + ".";
        String state = code == ExitCode.FAILED_PART_WAY || code == ExitCode.ROLLBACK_FAILED
                ? " The history says that the database is at "
                        + at.map(version -> "version " + version).orElse("no version") + "."
                : " " + soFar.state();
        return new RollbackStopped(code, reason + before + state, soFar);
    }

    private RuntimeException lost(SQLException failure, Optional<Version> at) {
        if (undone.isEmpty()) {
            return new NoUsableDatabase("The work on " + plan.address() + " ended: " + failure.getMessage()
                    + ". Run the command again, which reads from the history what is done.");
        }
        return stop(
                ExitCode.FAILED_AND_BACK,
                "The work on " + plan.address() + " ended: " + failure.getMessage() + ".",
                at);
    }
}
