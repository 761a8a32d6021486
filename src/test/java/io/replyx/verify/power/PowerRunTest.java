package io.replyx.verify.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.Server;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.migration.Version;
import io.replyx.verify.power.mutation.Catalogue;
import io.replyx.verify.power.mutation.Material;
import io.replyx.verify.power.mutation.Mutant;
import io.replyx.verify.power.mutation.Trial;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.Settings.Paths;
import io.replyx.verify.settings.Settings.ServerChoice;
import io.replyx.verify.testing.SharedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mutants of the ReplyX chain before the real suite: the harness is right about what is caught and what is harmless. */
@ExtendWith(SharedServer.class)
class PowerRunTest {
    /** Mutants, and a rule that must catch each. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("version-left-out V3#1", "MIG-001"),
            Map.entry("version-with-a-gap V6#1", "MIG-002"),
            Map.entry("undo-empty V5#1", "MIG-003"),
            Map.entry("leaves-setting V5#2", "MIG-003"),
            Map.entry("applies-to-empty-tables-only V5#1", "MIG-004"),
            Map.entry("applies-once-only V5#1", "MIG-005"),
            Map.entry("undoes-empty-tables-only V2#1", "MIG-006"),
            Map.entry("undo-file-missing V4#1", "MIG-007"),
            Map.entry("applied-version-comment V2#1", "MIG-008"),
            Map.entry("begin-without-commit V5#2", "MIG-009"),
            Map.entry("object-there-before V1#12", "MIG-010"),
            Map.entry("trigger-of-old-column V5#12", "MIG-012"),
            Map.entry("trigger-writes-too-little V5#12", "MIG-012"),
            Map.entry("transaction-switched-off V4#1", "MIG-013"),
            Map.entry("function-open-to-its-caller V5#1", "MIG-014"),
            Map.entry("index-lists V6#1", "CAT-001"),
            Map.entry("column-type V1#1", "CAT-001"),
            Map.entry("number-rounded V5#1", "DAT-001"),
            Map.entry("row-deleted V5#2", "DAT-002"),
            Map.entry("declaration-forgotten V1#3", "DAT-003"),
            Map.entry("sequence-reset V4#12", "DAT-004"));

    private static final String TWICE = "version-twice V5#1";

    private static final Settings SETTINGS = new Settings(
            Mode.REHEARSAL,
            Paths.under(Path.of("")),
            Optional.empty(),
            Set.of(),
            new ServerChoice(Optional.empty(), Optional.empty(), false, Optional.empty()),
            Optional.empty());

    @Test
    void mutants_are_killed_by_the_rules_that_are_there_for_them_and_harmless_ones_are_equivalent(Server server) {
        Subject subject = RunStore.subject(SETTINGS);
        Map<String, Mutant> all =
                Catalogue.mutants(new Material(subject.directory()), Catalogue.operators()).values().stream()
                        .flatMap(Collection::stream)
                        .collect(Collectors.toMap(Mutant::id, Function.identity()));
        List<Mutant> chosen =
                new ArrayList<>(EXPECTED.keySet().stream().map(all::get).toList());
        chosen.add(all.get(TWICE));
        chosen.add(harmless(subject));
        chosen.add(meant(subject));

        Map<String, Verdict> verdicts = new PowerRun(server, subject, SETTINGS, true, Duration.ofHours(1), line -> {})
                .judge(chosen).stream()
                        .collect(Collectors.toMap(verdict -> verdict.mutant().id(), Function.identity()));

        EXPECTED.forEach((id, rule) -> {
            assertThat(verdict(verdicts, id).rules())
                    .as(id + ": " + verdict(verdicts, id))
                    .contains(rule);
            assertThat(verdict(verdicts, id).named()).as(id + " is named").isTrue();
        });
        assertThat(verdict(verdicts, "harmless").fate())
                .as(verdict(verdicts, "harmless").toString())
                .isEqualTo(Fate.EQUIVALENT);
        assertThat(verdict(verdicts, "harmless").dump()).isFalse();
        assertThat(verdict(verdicts, "meant").fate())
                .as(verdict(verdicts, "meant").toString())
                .isEqualTo(Fate.SURVIVED);
        assertThat(verdict(verdicts, "applied-version-comment V2#1").flyway()).isTrue();
        assertThat(verdict(verdicts, "undo-empty V5#1").dump()).isTrue();
        assertThat(verdict(verdicts, TWICE).dump())
                .as("Flyway refuses two scripts of one version, so that nothing is applied")
                .isTrue();
    }

    private static Verdict verdict(Map<String, Verdict> verdicts, String id) {
        return Optional.ofNullable(verdicts.get(id)).orElseThrow(() -> new AssertionError(id + " was not judged"));
    }

    /** Blanks and a comment more, which change nothing that runs. */
    private static Mutant harmless(Subject subject) {
        var migration =
                subject.directory().find(Version.parse("5").orElseThrow()).orElseThrow();
        TreeMap<String, Optional<String>> files = new TreeMap<>();
        files.put(
                "versioned/" + migration.apply().name(),
                Optional.of(migration.apply().text().replace("\n", "\n\n") + "-- Nothing more.\n"));
        return new Mutant("harmless", "harmless", migration.version(), Trial.REHEARSAL, files, "blanks", "version 5");
    }

    /** A sound change that was approved: nothing is wrong with it, and it is not the sound chain. */
    private static Mutant meant(Subject subject) {
        var migration =
                subject.directory().find(Version.parse("4").orElseThrow()).orElseThrow();
        TreeMap<String, Optional<String>> files = new TreeMap<>();
        files.put(
                "versioned/" + migration.apply().name(),
                Optional.of(migration.apply().text() + "CREATE SEQUENCE public.tickets;\n"));
        files.put(
                "undo/" + migration.undo().orElseThrow().name(),
                Optional.of("DROP SEQUENCE public.tickets;\n"
                        + migration.undo().orElseThrow().text()));
        return new Mutant(
                "meant", "meant", migration.version(), Trial.APPROVED, files, "a sequence", "sequence public.tickets");
    }
}
