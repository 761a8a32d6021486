package io.replyx.verify.report;

import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Shard;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Joins what the parts of a fleet left, if they are all of the same whole. */
public final class FleetMerge {
    private final List<FleetPart> parts;
    private final List<String> problems = new ArrayList<>();

    private FleetMerge(List<FleetPart> parts) {
        this.parts = parts;
    }

    /**
     * Join them, and copy the reports on each database.
     *
     * @throws Refused naming every part that is missing, there twice, damaged, or about something else
     */
    public static FleetRecord merge(List<Path> directories, Path into) {
        FleetMerge merge =
                new FleetMerge(directories.stream().map(FleetPart::read).toList());
        FleetRecord whole = merge.joined();
        apart(directories, into, whole.fleet());
        FleetReports reports = FleetReports.begin(into, whole.fleet());
        try {
            for (FleetPart part : merge.parts) {
                part.copy(reports);
            }
        } catch (IOException e) {
            throw ReportDirectory.unwritable(into, e);
        }
        reports.write(whole);
        return whole;
    }

    /** What is written must not take the place of what is still to be read. */
    private static void apart(List<Path> directories, Path into, List<String> fleet) {
        List<Path> written = Stream.concat(Stream.of(into), fleet.stream().map(into::resolve))
                .map(FleetMerge::real)
                .toList();
        for (Path directory : directories) {
            if (written.contains(real(directory))) {
                throw new WrongUse("--reports " + into + " would write over " + directory + ": name another directory");
            }
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException notThere) {
            return path.toAbsolutePath().normalize();
        }
    }

    private FleetRecord joined() {
        parts.forEach(part -> problems.addAll(part.problems()));
        List<FleetRecord> records =
                parts.stream().map(FleetPart::record).flatMap(Optional::stream).toList();
        if (!records.isEmpty()) {
            compare(records.get(0));
            count(records.get(0).shard().of());
        }
        if (!problems.isEmpty()) {
            throw new Refused("These are not all parts of one fleet, so that nothing was merged:\n  "
                    + String.join("\n  ", problems));
        }
        return join(records);
    }

    private void compare(FleetRecord first) {
        for (FleetPart part : parts) {
            part.record().ifPresent(record -> {
                differs(part, "shards", first.shard().of(), record.shard().of());
                differs(part, "list of databases", first.fleet(), record.fleet());
                differs(part, "subject", first.about().subject(), record.about().subject());
                differs(part, "commit", first.about().commit(), record.about().commit());
                differs(
                        part,
                        "content of the subject",
                        first.about().fingerprint(),
                        record.about().fingerprint());
                differs(part, "rules", first.about().rules(), record.about().rules());
            });
        }
    }

    private void differs(FleetPart part, String what, Object want, Object have) {
        if (!want.equals(have)) {
            problems.add(part.directory() + " has another " + what + " than "
                    + parts.get(0).directory());
        }
    }

    private void count(int of) {
        Map<Integer, List<FleetPart>> byIndex = parts.stream()
                .filter(part -> part.record().isPresent())
                .collect(Collectors.groupingBy(
                        part -> part.record().orElseThrow().shard().index()));
        byIndex.forEach((index, same) -> {
            if (same.size() > 1) {
                problems.add("shard " + new Shard(index, of) + " is there more than once: "
                        + same.stream().map(part -> part.directory().toString()).collect(Collectors.joining(", ")));
            }
        });
        IntStream.rangeClosed(1, of)
                .filter(index -> !byIndex.containsKey(index))
                .forEach(index -> problems.add("shard " + new Shard(index, of) + " is missing"));
    }

    private static FleetRecord join(List<FleetRecord> records) {
        FleetRecord first = records.get(0);
        Map<String, TargetResult> byName = records.stream()
                .flatMap(record -> record.targets().stream())
                .collect(Collectors.toMap(TargetResult::name, Function.identity()));
        Instant begin = records.stream()
                .map(FleetRecord::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = records.stream()
                .map(record -> record.startedAt().plusMillis(record.durationMs()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new FleetRecord(
                first.about(),
                Shard.WHOLE,
                first.fleet(),
                first.fleet().stream().map(byName::get).toList(),
                begin,
                end.toEpochMilli() - begin.toEpochMilli());
    }
}
