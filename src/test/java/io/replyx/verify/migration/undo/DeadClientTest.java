package io.replyx.verify.migration.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.SharedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The settings by which a server notices that whoever migrates is dead; the crash sweep shows that they work. */
@ExtendWith(SharedServer.class)
class DeadClientTest {
    private static final String INTERVAL = "current_setting('client_connection_check_interval')";

    @TempDir
    Path root;

    @Test
    void a_deployer_and_an_undo_are_looked_after_twice_a_second(RehearsalDatabases databases) throws Exception {
        try (DisposableDatabase database = databases.create("dead")) {
            UndoSubject subject = new UndoSubject(root, database);
            try (var admin = database.openAsAdmin()) {
                UndoSubject.run(
                        admin, "alter database " + database.name() + " set client_connection_check_interval = 0");
            }
            subject.script("versioned/V1__seen.sql", "create table seen as select " + INTERVAL + " as s;");
            subject.script("undo/U1__seen.sql", "insert into seen values (" + INTERVAL + ");");

            assertThat(subject.ask("select " + INTERVAL)).isEqualTo("0");
            assertThat(subject.apply()).isEmpty();
            assertThat(subject.undo("1")).isInstanceOf(UndoResult.Undone.class);

            assertThat(subject.ask("select string_agg(s, ' ') from seen")).isEqualTo("500ms 500ms");
        }
    }
}
