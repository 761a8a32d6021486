package io.replyx.verify.report;

import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The reasons that the checks of one rule give for failing or being skipped, each told once with its versions. */
final class Reasons {
    private Reasons() {}

    static String of(List<Outcome> checks, Status status) {
        Map<String, List<Outcome>> told = checks.stream()
                .filter(check -> check.status() == status && !check.reason().isBlank())
                .collect(Collectors.groupingBy(Outcome::reason, LinkedHashMap::new, Collectors.toList()));
        return told.entrySet().stream()
                .map(reason -> sentence(reason.getKey(), reason.getValue(), checks.size()))
                .collect(Collectors.joining("; "));
    }

    private static String sentence(String reason, List<Outcome> givers, int all) {
        List<String> versions =
                givers.stream().map(Outcome::version).flatMap(Optional::stream).toList();
        if (givers.size() == all || versions.isEmpty()) {
            return reason;
        }
        return (versions.size() == 1 ? "version " : "versions ") + String.join(", ", versions) + ": " + reason;
    }
}
