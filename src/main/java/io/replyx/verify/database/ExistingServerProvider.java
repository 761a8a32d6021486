package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A disposable server that runs already, such as the service container of a CI job. */
final class ExistingServerProvider implements ServerProvider {
    private static final String IS_SUPERUSER =
            "select r.rolsuper from pg_catalog.pg_roles as r where r.rolname = current_user";

    private static final String FOREIGN_DATABASES = """
            select d.datname
              from pg_catalog.pg_database as d
             where d.datname not in ('postgres', 'template0', 'template1') and d.datname not like 'rehearsal\\_%'
             order by d.datname
            """;

    private final DatabaseUrl url;

    ExistingServerProvider(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public String name() {
        return "server at " + url.address();
    }

    @Override
    public Attempt start(Consumer<String> progress) {
        try (Connection connection = Connector.forRehearsal().open(url);
                Statement statement = connection.createStatement()) {
            return check(statement);
        } catch (NoUsableDatabase e) {
            return new Attempt.Unavailable(String.valueOf(e.getMessage()), "Correct REHEARSAL_SERVER_URL.");
        } catch (SQLException e) {
            throw new QueryFailed("Looking at the server at " + url.address(), e);
        }
    }

    private Attempt check(Statement statement) throws SQLException {
        if (!"t".equals(strings(statement, IS_SUPERUSER).get(0))) {
            return new Attempt.Unavailable(
                    "user " + url.user() + " is no superuser there",
                    "A rehearsal creates roles, databases and extensions: name a superuser of a disposable server.");
        }
        List<String> foreign = strings(statement, FOREIGN_DATABASES);
        if (!foreign.isEmpty()) {
            return new Attempt.Unavailable(
                    "it holds databases that no rehearsal made (" + String.join(", ", foreign) + ")",
                    "A rehearsal server must be disposable: name one that holds nothing of value.");
        }
        String origin = "server at " + url.urlHost() + ":" + url.port();
        return new Attempt.Started(RunningServer.at(url.withDatabase("postgres"), origin, false, () -> {}));
    }

    private static List<String> strings(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
