package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class DumpDigestTest {
    @Test
    void a_dump_by_the_server_itself_tells_schema_and_rows_apart_and_nothing_else(
            Server server, RehearsalDatabases databases) throws SQLException {
        tellsSchemaAndRowsApart(server, databases);
    }

    @Test
    void a_dump_by_programs_of_this_machine_tells_schema_and_rows_apart_and_nothing_else(
            Server server, RehearsalDatabases databases) throws SQLException {
        tellsSchemaAndRowsApart(RunningServer.at(server.adminUrl(), "the same", false, () -> {}), databases);
    }

    private static void tellsSchemaAndRowsApart(Server server, RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("dumped");
                Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table public.t (a integer); insert into public.t values (1)");
            String first = digest(server, database);
            statement.execute("create table public.flyway_schema_history (v text)");

            assertThat(digest(server, database)).isEqualTo(first);

            statement.execute("update public.t set a = 2");
            String rows = digest(server, database);
            assertThat(rows).isNotEqualTo(first);

            statement.execute("alter table public.t alter a set default 1");
            assertThat(digest(server, database)).isNotEqualTo(rows).isNotEqualTo(first);
        }
        assertThat(server.dumpDigest("rehearsal_of_nothing")).isEmpty();
    }

    private static String digest(Server server, DisposableDatabase database) {
        return server.dumpDigest(database.name()).orElseThrow();
    }
}
