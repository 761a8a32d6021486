package io.replyx.verify.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ListedTarget;
import io.replyx.verify.settings.Sha256;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one part of a fleet left, with all that is wrong with it.
 *
 * @param directory where it is
 * @param record what it says, where it can be read
 * @param problems why it cannot be trusted
 */
record FleetPart(Path directory, Optional<FleetRecord> record, List<String> problems) {
    private static final JsonMapper JSON = new JsonMapper();

    static FleetPart read(Path directory) {
        Path file = new ReportDirectory(directory).fleet();
        if (!Files.isRegularFile(file)) {
            throw new WrongUse("no fleet.json in " + directory
                    + ": name the directories that ./verify production --targets … --shard i/n left its reports in");
        }
        try {
            FleetRecord record = FleetJson.read(Files.readString(file));
            return new FleetPart(directory, Optional.of(record), problems(directory, record));
        } catch (FleetJson.Damaged damaged) {
            return new FleetPart(directory, Optional.empty(), List.of(file + " is damaged: " + damaged.getMessage()));
        } catch (IOException unreadable) {
            return new FleetPart(directory, Optional.empty(), List.of(file + " cannot be read as text in UTF-8"));
        }
    }

    private static List<String> problems(Path directory, FleetRecord record) {
        List<String> problems = new ArrayList<>();
        if (!record.fleet().stream().allMatch(ListedTarget::isName)
                || record.fleet().stream().distinct().count() < record.fleet().size()
                || record.shard().of() > record.fleet().size()
                || record.shard().index() < 1
                || record.shard().index() > record.shard().of()
                || !record.shard()
                        .select(record.fleet())
                        .equals(record.targets().stream()
                                .map(TargetResult::name)
                                .toList())) {
            return List.of(new ReportDirectory(directory).fleet() + " is damaged: its databases are not those of shard "
                    + record.shard());
        }
        for (TargetResult target : record.targets()) {
            problem(new ReportDirectory(directory.resolve(target.name())).summary(), record, target)
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** The summary of each database must be the one that the fleet's summary was made of. */
    private static Optional<String> problem(Path summary, FleetRecord record, TargetResult target) {
        if (target.sha256().isEmpty()) {
            boolean mayBeWithout = target.exitCode() != ExitCode.READY;
            return mayBeWithout ? Optional.empty() : Optional.of(summary + " does not bear out that it is ready");
        }
        try {
            if (!target.sha256().get().equals(Sha256.of(Files.readAllBytes(summary)))) {
                return Optional.of(summary + " is not the one that was written");
            }
            JsonNode run = JSON.readTree(Files.readString(summary));
            boolean same = run.path("verdict").asText().equals(target.verdict())
                    && run.path("exitCode").asInt(-1) == target.exitCode().code()
                    && run.path("subject").asText().equals(record.about().subject())
                    && run.path("commit")
                            .asText("")
                            .equals(record.about().commit().orElse(""));
            return same ? Optional.empty() : Optional.of(summary + " says something else than fleet.json");
        } catch (IOException missing) {
            return Optional.of(summary + " cannot be read");
        }
    }

    /** Copy the reports on each of its databases. */
    void copy(FleetReports into) throws IOException {
        for (String name : record.map(FleetPart::names).orElse(List.of())) {
            ReportDirectory from = new ReportDirectory(directory.resolve(name));
            ReportDirectory to = new ReportDirectory(into.of(name));
            copy(from.summary(), to.summary());
            copy(from.signoff(), to.signoff());
            copy(from.junit(), to.junit());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> names(FleetRecord record) {
        return record.targets().stream().map(TargetResult::name).toList();
    }
}
