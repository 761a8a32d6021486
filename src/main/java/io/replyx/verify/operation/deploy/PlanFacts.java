package io.replyx.verify.operation.deploy;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What of a plan is approved: whatever differs from it is another plan.
 *
 * @param format the version of this form
 * @param database the database's name
 * @param systemIdentifier the cluster's own number, empty where the role may not read it
 * @param currentVersion the version that the database is at, empty before the first
 * @param drift what differs from the approved catalog of that version; a plan is only made where nothing does
 * @param pending the versions to apply, in their order
 * @param steps the steps in their order, with the statements that are no script's
 */
record PlanFacts(
        int format,
        String database,
        String systemIdentifier,
        String currentVersion,
        String drift,
        List<Pending> pending,
        List<String> steps) {
    private static final int FORMAT = 1;

    PlanFacts {
        pending = List.copyOf(pending);
        steps = List.copyOf(steps);
    }

    /**
     * A version to apply.
     *
     * @param version the version
     * @param description the words of its script's name
     * @param script the script's name
     * @param checksum Flyway's checksum of it
     * @param sha256 a digest of its text
     * @param transactional whether it runs in one transaction
     */
    record Pending(
            String version, String description, String script, int checksum, String sha256, boolean transactional) {
        static Pending of(Migration migration) {
            Script script = migration.apply();
            return new Pending(
                    migration.version().toString(),
                    migration.description(),
                    script.name(),
                    Checksum.of(script),
                    Sha256.of(script.text()),
                    script.transactional());
        }
    }

    static PlanFacts of(DeployPlan plan, Subject subject) {
        return new PlanFacts(
                FORMAT,
                plan.database(),
                plan.server().systemIdentifier().orElse(""),
                plan.from().map(Version::toString).orElse(""),
                "none",
                plan.pending().stream().map(Pending::of).toList(),
                steps(plan, subject));
    }

    private static List<String> steps(DeployPlan plan, Subject subject) {
        List<String> steps = new ArrayList<>();
        for (DeployStep step : DeployStep.values()) {
            String what = switch (step) {
                case BACKUP -> plan.request().backups().isPresent() ? "taken" : "none";
                case EXTENSIONS ->
                    String.join(
                            "; ",
                            plan.installs().stream()
                                    .map(DeployPlan.Install::statement)
                                    .toList());
                case MIGRATIONS ->
                    String.join(
                            "; ",
                            plan.leftovers().stream().map(Leftover::statement).toList());
                case OPTIMISATION -> String.join("; ", Optimisation.statements(plan.database(), subject));
                default -> "";
            };
            steps.add(step.number() + " " + step.words() + (what.isEmpty() ? "" : ": " + what));
        }
        return steps;
    }

    /** How another plan differs from this one, for a person. */
    List<String> differences(PlanFacts now) {
        List<String> found = new ArrayList<>();
        compare("format", format, now.format, found);
        compare("database", database, now.database, found);
        compare("system identifier", systemIdentifier, now.systemIdentifier, found);
        compare("current version", currentVersion, now.currentVersion, found);
        compare("drift", drift, now.drift, found);
        for (Pending each : pending) {
            now.pending.stream()
                    .filter(other -> other.version().equals(each.version()))
                    .findFirst()
                    .ifPresentOrElse(
                            other -> compare("version " + each.version(), each, other, found),
                            () -> found.add("version " + each.version() + " is in the plan and not pending"));
        }
        now.pending.stream()
                .filter(other ->
                        pending.stream().noneMatch(each -> each.version().equals(other.version())))
                .forEach(other -> found.add("version " + other.version() + " is pending and not in the plan"));
        if (found.isEmpty()) {
            compare("pending versions", pending, now.pending, found);
        }
        compare("steps", steps, now.steps, found);
        return found;
    }

    private static void compare(String what, Object approved, Object now, List<String> found) {
        if (!Objects.equals(approved, now)) {
            found.add(what + " differs\n    approved: " + approved + "\n    now:      " + now);
        }
    }
}
