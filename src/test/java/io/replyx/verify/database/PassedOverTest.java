package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server passes over is known without its words. */
@ExtendWith(SharedServer.class)
class PassedOverTest {

    @ParameterizedTest
    @ValueSource(strings = {"vacuum", "vacuum (analyze)", "analyze", "vacuum (full)"})
    void a_table_of_another_role_is_passed_over(String command, RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("passed_over");
                Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            // Whoever owns the database may vacuum all that is in it.
            Sql.run(
                    database,
                    "create table foreign_table (id int primary key)",
                    "alter database " + database.name() + " owner to current_user",
                    "grant create on schema public to public");
            statement.execute("create table own_table (id int primary key)");

            statement.execute(command + " foreign_table");
            assertThat(PassedOver.in(statement)).isPresent();

            statement.execute(command + " own_table");
            assertThat(PassedOver.in(statement)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum (verbose)", "analyze verbose", "create table if not exists"})
    void other_remarks_of_the_server_are_none_of_it(String command, RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("passed_over");
                Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table own_table (id int primary key)");

            statement.execute(command + " own_table" + (command.startsWith("create") ? " ()" : ""));

            assertThat((Throwable) statement.getWarnings()).isNotNull();
            assertThat(PassedOver.in(statement)).isEmpty();
        }
    }
}
