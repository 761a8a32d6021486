package io.replyx.verify.specs.chain;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.NamingProblem;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.lint.Doubt;
import io.replyx.verify.migration.lint.DoubtfulNames;
import io.replyx.verify.migration.lint.ForbiddenStatements;
import io.replyx.verify.migration.lint.HeaderDoubts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(10)
@DisplayName("The scripts of the chain")
class ScriptsSpec {
    /** Beyond this, versions are dates and times, between which there are always gaps. */
    private static final BigInteger LARGEST_COUNTED_VERSION = BigInteger.valueOf(1_000_000);

    @Test
    @Rule("MIG-001")
    void every_script_is_named_so_that_it_runs(Subject subject, Check check) {
        MigrationDirectory directory = subject.directory();
        check.examines(directory.migrations().size() + directory.problems().size());
        for (NamingProblem problem : directory.problems()) {
            String file = directory.shown(problem.file());
            check.found(Finding.broken("script " + file, file + " " + problem.message())
                    .in(file, Optional.empty()));
        }
    }

    @Test
    @Rule("MIG-002")
    void versions_follow_one_another_without_a_gap_and_end_in_one_head(Subject subject, Check check) {
        List<Migration> migrations = subject.directory().migrations();
        Map<String, Migration> revisions = new HashMap<>();
        @Nullable BigInteger expected = null;
        for (Migration migration : migrations) {
            check.examines(1);
            Optional<BigInteger> number = migration.version().number();
            if (number.isPresent() && number.get().compareTo(LARGEST_COUNTED_VERSION) < 0) {
                if (expected != null && number.get().compareTo(expected) > 0) {
                    check.found(gap(subject, migration, expected));
                }
                expected = number.get().add(BigInteger.ONE);
            }
            migration.revision().ifPresent(revision -> {
                Migration other = revisions.putIfAbsent(revision, migration);
                if (other != null) {
                    check.found(twoHeads(subject, migration, other, revision));
                }
            });
        }
    }

    @Test
    @Rule("MIG-007")
    void every_version_has_its_undo_and_every_undo_its_version(Subject subject, Check check) {
        MigrationDirectory directory = subject.directory();
        check.each(directory.migrations(), m -> "version " + m.version(), migration -> {
            wayBack(directory, migration).ifPresent(check::found);
        });
        for (Script orphan : directory.orphans()) {
            String script = directory.shown(orphan.path());
            check.examines(1);
            check.found(
                    Finding.broken("script " + script, "extra: " + script + " takes back a version that is not there")
                            .in(script, Optional.empty()));
        }
    }

    private static Optional<Finding> wayBack(MigrationDirectory directory, Migration migration) {
        String object = "version " + migration.version();
        String script = directory.shown(migration.apply().path());
        String undo = "undo/" + migration.apply().name().replaceFirst("^V", "U");
        Optional<Finding> finding = Optional.empty();
        if (migration.undo().isPresent() && migration.irreversible().isPresent()) {
            finding = Optional.of(Finding.broken(
                    object,
                    "extra: " + directory.shown(migration.undo().get().path()) + ", although " + script
                            + " declares that there is no way back: leave out one or the other"));
        } else if (migration.irreversible().isPresent()) {
            finding = Optional.of(Finding.note(
                    object,
                    object + " is irreversible, as it declares; instead: "
                            + migration.irreversible().get()));
        } else if (migration.undo().isEmpty()) {
            finding = Optional.of(Finding.broken(
                    object,
                    "missing: " + undo + ", the way back of " + script
                            + "; where there is none, declare '-- irreversible: what to do instead'"));
        }
        return finding.map(found -> found.in(script, Optional.empty()));
    }

    @Test
    @Rule("MIG-009")
    void no_script_takes_control_of_its_transaction_its_role_or_the_history(Subject subject, Check check) {
        everyScript(subject.directory(), (script, undo) -> {
            check.examines(1);
            (undo ? ForbiddenStatements.inUndo(script) : ForbiddenStatements.inVersion(script))
                    .forEach(found -> check.found(onLine(subject, script, found.line(), found.message())));
        });
    }

    @Test
    @Rule("MIG-011")
    void every_declaration_in_a_script_is_one_that_is_heeded(Subject subject, Check check) {
        everyScript(subject.directory(), (script, undo) -> {
            check.examines(1);
            HeaderDoubts.of(script, undo)
                    .forEach(doubt -> check.found(onLine(subject, script, doubt.line(), doubt.message())));
        });
    }

    @Test
    @Rule("MIG-014")
    void no_name_is_cut_short_or_left_to_the_search_path_of_a_caller(Subject subject, Check check) {
        everyScript(subject.directory(), (script, undo) -> {
            check.examines(1);
            List<Doubt> doubts = new ArrayList<>(DoubtfulNames.cutShort(script));
            // An undo puts back what was there, which is its own version's to answer for.
            doubts.addAll(undo ? List.of() : DoubtfulNames.leftToCallers(script));
            doubts.forEach(doubt -> check.found(onLine(subject, script, doubt.line(), doubt.message())));
        });
    }

    /** Hand on every script, and whether it is the way back of something. */
    private static void everyScript(MigrationDirectory directory, BiConsumer<Script, Boolean> consumer) {
        for (Migration migration : directory.migrations()) {
            consumer.accept(migration.apply(), false);
            migration.undo().ifPresent(undo -> consumer.accept(undo, true));
        }
        directory.orphans().forEach(undo -> consumer.accept(undo, true));
    }

    private static Finding onLine(Subject subject, Script script, int line, String message) {
        String path = subject.directory().shown(script.path());
        return Finding.broken("script " + path, script.name() + " line " + line + ": " + message)
                .in(path, Optional.of(line));
    }

    private static Finding gap(Subject subject, Migration migration, BigInteger expected) {
        String script = subject.directory().shown(migration.apply().path());
        return Finding.broken(
                        "version " + expected,
                        "missing: version " + expected + ", before " + script
                                + "; Flyway would apply it out of order, or never, once it comes")
                .in(script, Optional.empty());
    }

    private static Finding twoHeads(Subject subject, Migration migration, Migration other, String revision) {
        String script = subject.directory().shown(migration.apply().path());
        return Finding.broken(
                        "revision " + revision,
                        "versions " + other.version() + " and " + migration.version() + " both claim Alembic revision "
                                + revision)
                .in(script, Optional.empty());
    }
}
