package io.replyx.verify.cli;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.power.Fate;
import io.replyx.verify.power.PowerJson;
import io.replyx.verify.power.PowerPage;
import io.replyx.verify.power.PowerReport;
import io.replyx.verify.power.PowerRun;
import io.replyx.verify.power.Verdict;
import io.replyx.verify.power.mutation.Catalogue;
import io.replyx.verify.power.mutation.Material;
import io.replyx.verify.power.mutation.Mutant;
import io.replyx.verify.power.mutation.MutationOperator;
import io.replyx.verify.report.ReportDirectory;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Make mutants of the scripts, and tell how many of them the rules catch. */
@Command(
        name = "power",
        description = {
            "Make mutants of the scripts, each with one thing wrong, and tell how many of them the rules catch.",
            "Exit code 0 when the share is large enough, 1 when it is not."
        })
final class PowerCommand extends ConsoleCommand {
    private static final int USUAL_COUNT = 600;

    @Mixin
    private SubjectOptions subjectOptions = new SubjectOptions();

    @Mixin
    private ServerChoiceOptions server = new ServerChoiceOptions();

    @Option(names = "--mutants", paramLabel = "N", description = "So many at most (default: ${DEFAULT-VALUE}).")
    private int count = USUAL_COUNT;

    @Option(names = "--seed", paramLabel = "N", description = "Chooses which ones (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--operator", paramLabel = "NAME", description = "Only mutants of this kind; may be repeated.")
    private List<String> chosen = List.of();

    @Option(
            names = "--at-least",
            paramLabel = "PERCENT",
            description =
                    "The share that must be caught by a finding that names what was changed (default: ${DEFAULT-VALUE}).")
    private double atLeast = 99.5;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Begin no other mutant after so many minutes, and tell of those judged by then.")
    private int minutes = 24 * 60;

    @Option(names = "--no-peers", description = "Leave out the comparison with Flyway's checks and pg_dump.")
    private boolean withoutPeers;

    @Option(names = "--write", paramLabel = "FILE", description = "Write the result as a page in Markdown as well.")
    @Nullable
    private Path page;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Console console = console();
        Settings settings = new Settings(
                Mode.REHEARSAL,
                subjectOptions.paths(environment()),
                Optional.empty(),
                Set.of(),
                server.choice(environment()),
                Optional.empty());
        ReportDirectory.writable(settings.paths().reports());
        Subject subject = RunStore.subject(settings);
        List<MutationOperator> operators = operators();
        Map<MutationOperator, List<Mutant>> possible = Catalogue.mutants(new Material(subject.directory()), operators);
        List<Mutant> mutants = Catalogue.sample(possible, count, seed);
        int all = possible.values().stream().mapToInt(List::size).sum();
        console()
                .say("Detection power: " + subject.name() + ", " + mutants.size() + " of " + all + " mutants of "
                        + operators.size() + " operators, seed " + seed);
        try (Server found = ServerSearch.find(ServerOptions.of(settings.server()), console::progress)) {
            List<Verdict> verdicts = new PowerRun(
                            found, subject, settings, !withoutPeers, Duration.ofMinutes(minutes), console::progress)
                    .judge(mutants);
            PowerRun.Facts facts = new PowerRun.Facts(
                    seed,
                    "PostgreSQL " + found.facts().version() + ", pgvector "
                            + found.facts().pgvector().orElse("not available"),
                    operators.size(),
                    all,
                    mutants.size(),
                    Duration.ofNanos(System.nanoTime() - start),
                    !withoutPeers);
            return conclude(new PowerReport(subject.name(), facts, sentences(operators), verdicts), settings);
        }
    }

    private List<MutationOperator> operators() {
        List<MutationOperator> all = Catalogue.operators();
        for (String name : chosen) {
            if (all.stream().noneMatch(operator -> operator.name().equals(name))) {
                throw new WrongUse("no operator " + name + ": there are "
                        + String.join(
                                ", ", all.stream().map(MutationOperator::name).toList()));
            }
        }
        return chosen.isEmpty()
                ? all
                : all.stream()
                        .filter(operator -> chosen.contains(operator.name()))
                        .toList();
    }

    private static SortedMap<String, String> sentences(List<MutationOperator> operators) {
        SortedMap<String, String> sentences = new TreeMap<>();
        operators.forEach(operator -> sentences.put(operator.name(), operator.sentence()));
        return sentences;
    }

    private Integer conclude(PowerReport report, Settings settings) {
        write(settings.paths().reports().resolve("power.json"), PowerJson.of(report));
        if (page != null) {
            write(page, PowerPage.of(report));
        }
        boolean enough = report.namedScore() >= atLeast;
        console()
                .say(String.format(
                        Locale.ROOT,
                        "%s: %d killed (%d named), %d survived, %d not known, %d equivalent: %.1f %%, %.1f %% named, in %d s",
                        enough ? "ENOUGH" : "NOT ENOUGH",
                        report.count(Fate.KILLED),
                        report.named(),
                        report.count(Fate.SURVIVED),
                        report.count(Fate.UNKNOWN),
                        report.count(Fate.EQUIVALENT),
                        report.score(),
                        report.namedScore(),
                        report.facts().duration().toSeconds()));
        return (enough ? ExitCode.READY : ExitCode.NOT_READY).code();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new WrongUse("cannot write " + file + ": check that the folder is there and may be written to");
        }
    }
}
