package io.replyx.verify.operation.deploy;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.Sql;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Version;
import io.replyx.verify.migration.lock.SessionLimits;
import io.replyx.verify.migration.lock.WaitLimits;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What becomes of a deployment that failed: its versions are taken back where nothing is lost by that, or else the
 * database stays at a named state with two ways on. A backup is never restored over it.
 */
final class Aftermath {
    private final DatabaseUrl url;
    private final DeployPlan plan;
    private final Retreat retreat;
    private final List<String> installed = new ArrayList<>();
    private Optional<Path> backup = Optional.empty();

    Aftermath(DatabaseUrl url, Subject subject, DeployPlan plan, Consumer<String> progress) {
        this.url = url;
        this.plan = plan;
        this.retreat = new Retreat(url, subject, progress);
    }

    void backup(Path archive) {
        backup = Optional.of(archive);
    }

    void installed(String extension) {
        installed.add(extension);
    }

    DeployStopped of(StepFailed failed, AppliedVersions versions, boolean interrupted, List<StepOutcome> steps) {
        String what = sentence(String.valueOf(failed.getMessage()));
        boolean nothing = versions.applied().isEmpty() && isAsPlanned();
        if (failed.isPartWay()
                || (interrupted && !nothing)
                || (versions.applied().isEmpty() && !nothing)) {
            return new DeployStopped(ExitCode.FAILED_PART_WAY, what + state() + ways(failed.isPartWay()), steps);
        }
        if (nothing) {
            return new DeployStopped(
                    failed.exitCode(), what + uninstall() + state() + " No version was applied.", steps);
        }
        Optional<String> stays = versions.left().isEmpty()
                ? Optional.of("the history cannot be read")
                : retreat.run(plan, versions.applied(), versions.left().get());
        String numbers = versions.applied().stream()
                .map(each -> each.version().toString())
                .collect(Collectors.joining(", "));
        return stays.isEmpty()
                ? new DeployStopped(
                        failed.exitCode(),
                        what + " Taken back: version " + numbers + "." + uninstall() + state() + " That is as before.",
                        steps)
                : new DeployStopped(
                        ExitCode.FAILED_PART_WAY,
                        what + " Version " + numbers + " is not taken back by itself: " + sentence(stays.get())
                                + state() + ways(false),
                        steps);
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private boolean isAsPlanned() {
        return now().map(history -> history.map(SchemaHistory::rows)
                        .orElse(List.of())
                        .equals(plan.history().map(SchemaHistory::rows).orElse(List.of())))
                .orElse(false);
    }

    /** Empty where it cannot be read. */
    private Optional<Optional<SchemaHistory>> now() {
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            return Optional.of(database.read(SchemaHistory::read));
        } catch (ExpectedFailure unreadable) {
            return Optional.empty();
        }
    }

    private String state() {
        Optional<Optional<SchemaHistory>> now = now();
        return now.isEmpty()
                ? "\n" + plan.address() + " cannot be read now: see where it is with ./verify status."
                : "\nThe database is at "
                        + now.get()
                                .flatMap(SchemaHistory::current)
                                .map(version -> "version " + version)
                                .orElse("no version")
                        + ".";
    }

    private String ways(boolean partWay) {
        String to = plan.from().map(Version::toString).orElse("base");
        String rollback = "./verify rollback --to " + to + ", which shows first what would be lost";
        String restore = backup.map(
                        archive -> "./verify restore " + archive + ", which keeps this database under another name")
                .orElse("");
        String back = partWay
                ? (restore.isEmpty() ? "" : restore + "; or, once the script is complete, ") + rollback
                : rollback + (restore.isEmpty() ? "" : "; or " + restore);
        return "\nTwo ways on:\n  forward: mend what is said above, then run ./verify deploy again, which goes on from here"
                + (partWay ? " and runs the script of that version from the top" : "") + "\n  back: " + back
                + "\nNothing was restored: a backup is never put over a live database by itself.";
    }

    /** Take away what was installed, unless somebody has come to need it. */
    private String uninstall() {
        StringBuilder said = new StringBuilder();
        for (String extension : installed) {
            try (Connection connection = Connector.forProduction().open(url);
                    Statement statement = connection.createStatement()) {
                SessionLimits limits = SessionLimits.bound(connection, WaitLimits.STANDARD);
                statement.execute("drop extension " + Sql.identifier(extension));
                limits.close();
                said.append(" Extension ").append(extension).append(" was taken away again.");
            } catch (SQLException | ExpectedFailure needed) {
                said.append(" Extension ").append(extension).append(" stays installed.");
            }
        }
        return said.toString();
    }
}
