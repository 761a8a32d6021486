package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class ExistingServerTest {
    @Test
    void what_was_made_on_a_server_that_stays_is_taken_away(Server server) throws SQLException {
        try (Server existing = find(server.adminUrl())) {
            String role;
            String database;
            try (var databases = new RehearsalDatabases(existing)) {
                role = databases.ownerRole();
                database = databases.create("existing").name();
                assertThat(role).matches("rehearsal_owner_[0-9a-f]{8}");
            }
            try (var admin = new AdminSession(server.adminUrl())) {
                assertThat(admin.strings("select rolname from pg_roles where rolname = ?", role))
                        .isEmpty();
                assertThat(admin.strings("select datname from pg_database where datname = ?", database))
                        .isEmpty();
            }
        }
    }

    @Test
    void an_ordinary_user_is_refused(RehearsalDatabases databases) {
        try (DisposableDatabase database = databases.create("ordinary")) {
            refuses(database.ownerUrl(), "is no superuser there");
        }
    }

    @Test
    void a_server_that_holds_anything_else_is_refused(Server server) throws SQLException {
        try (Connection connection = Connector.forRehearsal().open(server.adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE production");
            try {
                refuses(server.adminUrl(), "no rehearsal made (production)");
            } finally {
                statement.execute("DROP DATABASE production");
            }
        }
    }

    private static void refuses(DatabaseUrl url, String reason) {
        assertThatExceptionOfType(NoUsableDatabase.class)
                .isThrownBy(() -> find(url))
                .withMessageContaining(url.address())
                .withMessageContaining(reason);
    }

    private static Server find(DatabaseUrl url) {
        return ServerSearch.find(
                new ServerOptions(Optional.empty(), Optional.empty(), false, Optional.of(url)), line -> {});
    }
}
