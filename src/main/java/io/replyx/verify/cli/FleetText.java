package io.replyx.verify.cli;

import io.replyx.verify.report.FleetRecord;
import io.replyx.verify.report.TargetResult;
import io.replyx.verify.settings.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a fleet to a person: a row for each database, and what they come to together. */
final class FleetText {
    private static final List<String> HEADINGS = List.of("database", "result", "version", "server", "rules");

    private FleetText() {}

    /** One database that is done. */
    static String line(TargetResult target, int done, int all) {
        return String.format(
                Locale.ROOT,
                "%d of %d  %s: %s, %.1f s",
                done,
                all,
                target.name(),
                word(target.exitCode()),
                target.durationMs() / 1000.0);
    }

    /** All of them. */
    static String of(FleetRecord fleet) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        fleet.targets().forEach(target -> rows.add(row(target)));
        List<Integer> widths = widths(rows);
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            table.append(line(
                            rows.get(i),
                            widths,
                            i == 0 ? "why" : why(fleet.targets().get(i - 1))))
                    .append('\n');
        }
        return table.append('\n').append(verdict(fleet)).toString();
    }

    private static List<String> row(TargetResult target) {
        TargetResult.Counts counts = target.counts();
        return List.of(
                target.name(),
                word(target.exitCode()),
                target.version().orElse("-"),
                target.postgresql().orElse("-"),
                counts.equals(TargetResult.Counts.NONE)
                        ? "-"
                        : counts.passed() + " passed, " + counts.failed() + " failed, " + counts.skipped()
                                + " skipped");
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEADINGS.size(); column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths, String last) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(String.format(Locale.ROOT, "%-" + (widths.get(column) + 2) + "s", row.get(column)));
        }
        return line.append(last).toString().stripTrailing();
    }

    private static String why(TargetResult target) {
        String broken = String.join(", ", target.broken());
        String reason =
                target.reason().flatMap(text -> text.lines().findFirst()).orElse("");
        return broken.isEmpty() || reason.isEmpty() ? broken + reason : broken + "; " + reason;
    }

    private static String verdict(FleetRecord fleet) {
        String counts = fleet.targets().stream()
                .map(TargetResult::exitCode)
                .distinct()
                .sorted()
                .map(code -> fleet.count(code) + " " + word(code))
                .collect(Collectors.joining(", "));
        String part = fleet.targets().size() == fleet.fleet().size()
                ? databases(fleet.targets().size())
                : "shard " + fleet.shard() + ", " + fleet.targets().size() + " of "
                        + databases(fleet.fleet().size());
        return fleet.verdict() + " — " + part + ": " + counts
                + String.format(Locale.ROOT, " in %.1f s", fleet.durationMs() / 1000.0) + " (exit code "
                + fleet.exitCode().code() + ")";
    }

    private static String word(ExitCode code) {
        return switch (code) {
            case READY -> "ready";
            case NOT_READY -> "not ready";
            case REFUSED -> "refused";
            case NO_DATABASE -> "no database";
            default -> "not looked at";
        };
    }

    static String databases(int count) {
        return count + (count == 1 ? " database" : " databases");
    }
}
