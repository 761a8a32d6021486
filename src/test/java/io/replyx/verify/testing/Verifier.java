package io.replyx.verify.testing;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.Sql;
import io.replyx.verify.operation.role.RoleKind;
import io.replyx.verify.operation.role.RolePlan;
import io.replyx.verify.operation.role.RoleScript;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A role that production runs of tests look as, made by the product's own script; closing it drops the role. */
public record Verifier(DisposableDatabase database, String name, Secret password) implements AutoCloseable {

    /** A role that reads tables of a database and its copies. */
    public static Verifier of(DisposableDatabase database, List<String> tables) throws SQLException {
        return make(database, RoleKind.VERIFIER, "verifier of " + database.name(), tables, false);
    }

    /** A role that reads whatever a rehearsal like production takes. */
    public static Verifier forLikeProduction(DisposableDatabase database, String name) throws SQLException {
        return make(database, RoleKind.VERIFIER, name, List.of(), false, true);
    }

    /** A role of any kind. */
    public static Verifier make(
            DisposableDatabase database, RoleKind kind, String name, List<String> tables, boolean statistics)
            throws SQLException {
        return make(database, kind, name, tables, statistics, false);
    }

    private static Verifier make(
            DisposableDatabase database,
            RoleKind kind,
            String name,
            List<String> tables,
            boolean statistics,
            boolean likeProduction)
            throws SQLException {
        Secret password = Secret.of("of a role that a test drops");
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            DatabaseMetaData server = connection.getMetaData();
            statement.execute(RoleScript.of(new RolePlan(
                    kind,
                    name,
                    database.name(),
                    "public",
                    server.getDatabaseMajorVersion(),
                    tables,
                    statistics,
                    likeProduction)));
            statement.execute("ALTER ROLE " + Sql.identifier(name) + " PASSWORD " + Sql.literal(password.reveal()));
        }
        return new Verifier(database, name, password);
    }

    /** The address of a database as this role. */
    public DatabaseUrl url(DisposableDatabase other) {
        return other.ownerUrl().withUser(name, password);
    }

    /** Its name for a statement. */
    public String quoted() {
        return Sql.identifier(name);
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = database.openAsAdmin();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP OWNED BY " + Sql.identifier(name));
            statement.execute("DROP ROLE " + Sql.identifier(name));
        }
    }
}
