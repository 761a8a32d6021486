package io.replyx.verify.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import io.replyx.verify.testing.VerifyProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rollback in a process of its own that is told to end while an undo is at work. */
@ExtendWith(SharedServer.class)
class InterruptedRollbackTest {
    private static final String ASLEEP = "select count(*) from pg_stat_activity where query ~ 'pg_sleep' and"
            + " state = 'active' and datname = current_database() and pid <> pg_backend_pid()";

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130"})
    void a_signal_cancels_the_undo_and_the_state_is_said(String signal, int code, RehearsalDatabases databases)
            throws SQLException, IOException, InterruptedException {
        SmallSubject subject = new SmallSubject(root)
                .version(1, "create table public.a (id int);", "drop table public.a; select pg_sleep(60);");
        try (DisposableDatabase database = databases.create("signal")) {
            subject.deployTo(database);
            State before = State.of(database);
            try (VerifyProcess process = VerifyProcess.start(
                    root,
                    database.ownerUrl(),
                    "rollback",
                    "--yes",
                    "--accept-data-loss",
                    "--migrations",
                    root.resolve("migrations").toString())) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> Sql.ask(database, ASLEEP).equals("1"));

                process.signal(signal);

                assertThat(process.exitCode()).isEqualTo(code);
                assertThat(process.output())
                        .contains("57014", "The database is at version 1.")
                        .doesNotContain("\tat ");
            }
            assertThat(State.of(database)).isEqualTo(before);
        }
    }
}
