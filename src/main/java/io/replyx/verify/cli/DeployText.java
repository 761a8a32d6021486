package io.replyx.verify.cli;

import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.deploy.DeployPlan;
import io.replyx.verify.operation.deploy.DeployResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A deployment before and after, for a person. */
final class DeployText {
    private DeployText() {}

    /** What is going to be done. */
    static String of(DeployPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Deployment to " + plan.address() + " as role " + plan.role() + ", from " + words(plan.from())
                + " to " + words(plan.to()));
        if (plan.pending().isEmpty()) {
            lines.add("  nothing is pending");
        }
        for (Migration migration : plan.pending()) {
            lines.add("  version " + migration.version() + " " + migration.description() + ": "
                    + migration.apply().name() + ", checksum " + Checksum.of(migration.apply())
                    + (migration.apply().transactional() ? ", in one transaction" : ", statement by statement"));
        }
        plan.leftovers()
                .forEach(left ->
                        lines.add("  " + left.statement() + ";  -- INVALID, left by an interrupted build; version "
                                + left.version() + " builds it anew"));
        plan.installs().forEach(install -> lines.add("  " + install.statement() + ";  -- " + install.version()));
        plan.notes().forEach(note -> lines.add("  note: " + note));
        return String.join("\n", lines);
    }

    /** What was done. */
    static String of(DeployResult result) {
        String versions =
                result.applied().size() == 1 ? "1 version" : result.applied().size() + " versions";
        return "Deployed " + versions + ". The database is at " + words(result.now()) + ".";
    }

    private static String words(Optional<Version> version) {
        return version.map(v -> "version " + v).orElse("no version");
    }
}
