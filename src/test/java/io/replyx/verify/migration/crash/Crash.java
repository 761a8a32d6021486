package io.replyx.verify.migration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.KillableServer;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlStatement;
import io.replyx.verify.settings.ExpectedFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Carries one case out: the kill, the look at what is left, and the run that finishes the job. */
final class Crash {
    private static final long PROMISED_MILLIS = 2_000;

    private final CrashBench bench;
    private final KillableServer server;
    private final CrashCase crash;

    Crash(CrashBench bench, KillableServer server, CrashCase crash) {
        this.bench = bench;
        this.server = server;
        this.crash = crash;
    }

    /** What was left after a kill. */
    enum Left {
        /** Exactly the state before. */
        BEFORE,
        /** Exactly the state after. */
        AFTER,
        /** A step of a script that cannot be in a transaction. */
        PART_WAY,
        /** Nothing was killed: the statement had nothing to do, and so no midst. */
        NOTHING_TO_KILL
    }

    /** Kill, look, run again, and look again. */
    Left run(Path scratch, SpareChild child) throws Exception {
        Path scripts = gated(scratch);
        try (DisposableDatabase database = bench.database(crash)) {
            if (!kill(database, scripts, child)) {
                return Left.NOTHING_TO_KILL;
            }
            Left left = look(database);
            CrashBench.done(
                    CrashChild.run(database.dataSource(), bench.directory().root(), version(), crash.undo()));
            State end = State.of(database);
            assertThat(end.sameAs(bench.after(crash)))
                    .as(() -> end.differenceFrom(afterwards()))
                    .isTrue();
            assertThat(versionInPlace(database)).isEqualTo(!crash.undo());
            return left;
        }
    }

    private String version() {
        return crash.migration().version().toString();
    }

    private boolean kill(DisposableDatabase database, Path scripts, SpareChild child) throws Exception {
        CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
        try (Gate gate = new Gate(database)) {
            if (crash.victim() == CrashCase.Victim.CLIENT) {
                child.begin(database.ownerUrl(), scripts, version(), crash.undo());
            } else {
                work = CompletableFuture.runAsync(() -> attempt(database, scripts));
            }
            Optional<Integer> process = Optional.of(gate.awaitArrival());
            if (crash.inside()) {
                process = gate.letInto(crash.statements().get(crash.statement()));
            }
            if (process.isPresent()) {
                kill(gate, process.get(), child);
            }
            if (process.isEmpty()) {
                child.kill();
                return false;
            }
        } finally {
            work.get(90, TimeUnit.SECONDS);
        }
        return true;
    }

    private void kill(Gate gate, int process, SpareChild child) throws Exception {
        switch (crash.victim()) {
            case CLIENT -> {
                child.kill();
                gate.awaitEnd(process, PROMISED_MILLIS);
            }
            case BACKEND -> {
                gate.terminate(process);
                gate.awaitEnd(process, PROMISED_MILLIS);
            }
            case SERVER -> {
                server.killAndRestart();
                bench.serverWasRestarted();
            }
        }
    }

    private void attempt(DisposableDatabase database, Path scripts) {
        try {
            CrashChild.run(database.dataSource(), scripts, version(), crash.undo());
        } catch (SQLException | ExpectedFailure killed) {
            // That is what it is here for: what counts is what the database is like afterwards.
            return;
        }
    }

    private Left look(DisposableDatabase database) throws SQLException {
        State left = State.of(database);
        boolean inPlace = versionInPlace(database);
        if (inPlace == crash.undo() && left.sameAs(bench.before(crash))) {
            return Left.BEFORE;
        }
        if (inPlace != crash.undo() && left.sameAs(bench.after(crash))) {
            return Left.AFTER;
        }
        assertThat(crash.script().transactional())
                .as(() -> "neither before nor after: " + left.differenceFrom(afterwards()))
                .isFalse();
        assertThat(inPlace).isEqualTo(crash.undo());
        if (crash.undo()) {
            assertThat(begunUndo(database)).isTrue();
        }
        return Left.PART_WAY;
    }

    private State afterwards() {
        try {
            return bench.after(crash);
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private boolean versionInPlace(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection)
                    .filter(history ->
                            history.inPlace().containsKey(crash.migration().version()))
                    .isPresent();
        }
    }

    private static boolean begunUndo(DisposableDatabase database) throws SQLException {
        try (Connection connection = database.open()) {
            return SchemaHistory.read(connection).orElseThrow().rows().stream().anyMatch(SchemaHistory.Row::beganUndo);
        }
    }

    /** The scripts, with the gate before the statement. */
    private Path gated(Path scratch) throws IOException {
        Path root = Files.createTempDirectory(scratch, "gated");
        for (String folder : List.of("versioned", "undo")) {
            Files.createDirectories(root.resolve(folder));
            try (Stream<Path> files = Files.list(bench.directory().root().resolve(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            root.resolve(folder).resolve(file.getFileName().toString()));
                }
            }
        }
        Script script = crash.script();
        List<String> statements = new ArrayList<>(
                crash.statements().stream().map(SqlStatement::text).toList());
        statements.add(crash.statement(), Gate.STATEMENT);
        Files.writeString(
                root.resolve(crash.undo() ? "undo" : "versioned").resolve(script.name()),
                String.join(";\n", statements) + ";\n");
        return root;
    }
}
