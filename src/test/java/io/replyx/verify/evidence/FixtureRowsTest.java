package io.replyx.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.WrongUse;
import io.replyx.verify.testing.SharedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedServer.class)
class FixtureRowsTest {
    private static final Version ONE = Version.of("1");

    @TempDir
    Path folder;

    private DisposableDatabase database;

    @BeforeEach
    void create(RehearsalDatabases databases) throws SQLException {
        database = databases.create("fixtures");
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (id int primary key, v text)");
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("V1"));
        Files.writeString(folder.resolve("V1").resolve(name), text);
    }

    private int load() throws SQLException {
        try (Connection connection = database.open()) {
            return new FixtureRows(folder).load(ONE, connection);
        }
    }

    private String rows() throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select coalesce(string_agg(id || '=' || coalesce(v, 'NULL'), ',' order by id), 'none') from t")) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void loads_files_in_the_order_of_their_names() throws Exception {
        file("020_update.sql", "update t set v = v || '!' where id = 1; insert into t values (3, 'three');");
        file("010_t.csv", "id,v\n1,one\n2,\n4,\"\"\n");

        assertThat(load()).isEqualTo(2);
        assertThat(rows()).isEqualTo("1=one!,2=NULL,3=three,4=");
    }

    @Test
    void loads_all_of_a_version_or_nothing_and_names_the_file_that_was_refused() throws Exception {
        file("010_t.csv", "id,v\n1,one\n");
        file("020_more.sql", "insert into t values (1, 'again');");

        assertThatThrownBy(this::load).isInstanceOf(WrongUse.class).hasMessageContaining("020_more.sql");
        assertThat(rows()).isEqualTo("none");
    }

    @Test
    void refuses_a_file_whose_name_says_nothing() throws Exception {
        file("t.csv", "id,v\n1,one\n");

        assertThatThrownBy(this::load).isInstanceOf(WrongUse.class).hasMessageContaining("t.csv is not named");
    }

    @Test
    void loads_nothing_where_there_is_nothing() throws Exception {
        assertThat(load()).isZero();
        assertThat(new FixtureRows(folder.resolve("nowhere")).exist()).isFalse();
    }
}
