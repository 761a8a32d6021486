package io.replyx.verify.specs.chain;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.migration.ForbiddenStatement;
import io.replyx.verify.migration.ForbiddenStatements;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.NamingProblem;
import io.replyx.verify.migration.Script;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
            if (migration.undo().isEmpty()) {
                String script = directory.shown(migration.apply().path());
                check.found(Finding.broken(
                                "version " + migration.version(),
                                "missing: undo/" + migration.apply().name().replaceFirst("^V", "U")
                                        + ", the way back of " + script)
                        .in(script, Optional.empty()));
            }
        });
        for (Script orphan : directory.orphans()) {
            String script = directory.shown(orphan.path());
            check.examines(1);
            check.found(
                    Finding.broken("script " + script, "extra: " + script + " takes back a version that is not there")
                            .in(script, Optional.empty()));
        }
    }

    @Test
    @Rule("MIG-009")
    void no_script_takes_control_of_its_transaction_its_role_or_the_history(Subject subject, Check check) {
        MigrationDirectory directory = subject.directory();
        for (Migration migration : directory.migrations()) {
            check.examines(1);
            forbidden(subject, migration.apply(), ForbiddenStatements.inVersion(migration.apply()), check);
        }
        Stream.concat(
                        directory.migrations().stream().flatMap(migration -> migration.undo().stream()),
                        directory.orphans().stream())
                .forEach(undo -> {
                    check.examines(1);
                    forbidden(subject, undo, ForbiddenStatements.inUndo(undo), check);
                });
    }

    private static void forbidden(Subject subject, Script script, List<ForbiddenStatement> found, Check check) {
        String path = subject.directory().shown(script.path());
        for (ForbiddenStatement statement : found) {
            check.found(Finding.broken(
                            "script " + path, script.name() + " line " + statement.line() + ": " + statement.message())
                    .in(path, Optional.of(statement.line())));
        }
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
