package io.replyx.verify.cli;

import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.evidence.access.Excess;
import io.replyx.verify.evidence.access.RolePrivileges;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.report.MigrationFact;
import io.replyx.verify.report.RoleFact;
import io.replyx.verify.report.RunRecord;
import io.replyx.verify.report.ServerFact;
import io.replyx.verify.settings.Commit;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.ExpectedFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what the reports of a run tell. */
record RunFacts(Run run, String command, Instant startedAt, long startNanos) {

    RunRecord finished(Verdict verdict) {
        return record(verdict.exitCode(), verdict.word(), verdict.reason());
    }

    /** A run that ended before its last rule. */
    RunRecord stopped(ExpectedFailure failure) {
        return record(failure.exitCode(), "NOT READY", Optional.ofNullable(failure.getMessage()));
    }

    /** A run that ended by an error of the suite's own. */
    RunRecord failed(RuntimeException error) {
        return record(ExitCode.NOT_READY, "NOT READY", Optional.of("stopped by an error of the suite's own: " + error));
    }

    private RunRecord record(ExitCode exitCode, String verdict, Optional<String> stopped) {
        return new RunRecord(
                run.settings().mode().word(),
                command,
                exitCode,
                verdict,
                run.subject().name(),
                Commit.of(run.subject().directory().root()),
                run.knownFacts().map(this::server),
                run.knownRole().map(this::role),
                migrations(),
                run.outcomes(),
                run.clock().phases(),
                startedAt,
                Duration.ofNanos(System.nanoTime() - startNanos).toMillis(),
                environment(),
                stopped);
    }

    private ServerFact server(ServerFacts facts) {
        return new ServerFact(
                facts.version(),
                facts.pgvector(),
                facts.origin(),
                facts.systemIdentifier(),
                facts.standby().map(lag -> new ServerFact.Standby(lag, run.repeatedReads())));
    }

    private RoleFact role(RolePrivileges role) {
        return new RoleFact(
                role.role(),
                run.settings().privilegedRoleAllowed() && !role.onlyReads(),
                role.excesses().stream().map(Excess::what).toList());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("Mode", run.settings().mode().word());
        environment.put("Subject", run.subject().name());
        run.knownFacts().ifPresent(facts -> {
            environment.put("PostgreSQL", facts.version());
            environment.put("pgvector", facts.pgvector().orElse("not available"));
            environment.put("Server", facts.place());
        });
        environment.put("Java", Runtime.version().toString());
        return environment;
    }

    private List<MigrationFact> migrations() {
        MigrationDirectory directory = run.subject().directory();
        return directory.migrations().stream()
                .map(migration -> fact(migration, directory))
                .toList();
    }

    private MigrationFact fact(Migration migration, MigrationDirectory directory) {
        return new MigrationFact(
                migration.version().toString(),
                migration.description(),
                migration.revision(),
                run.state(migration),
                Optional.of(directory.shown(migration.apply().path())),
                migration.undo().map(undo -> directory.shown(undo.path())));
    }
}
