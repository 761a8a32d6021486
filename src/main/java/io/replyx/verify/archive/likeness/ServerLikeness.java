package io.replyx.verify.archive.likeness;

import io.replyx.verify.archive.DatabaseProperties.Setting;
import io.replyx.verify.archive.PropertiesSql;
import io.replyx.verify.database.Connector;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Gives a rehearsal server the settings of another, as far as it is this run's own. */
final class ServerLikeness {
    private final Server server;
    private final Original original;
    private final List<String> remarks = new ArrayList<>();

    ServerLikeness(Server server, Original original) {
        this.server = server;
        this.original = original;
    }

    /** Set what can be set, and tell what is otherwise. */
    List<String> makeAlike() throws SQLException {
        try (Connection admin = Connector.forRehearsal().open(server.adminUrl());
                Statement statement = admin.createStatement()) {
            List<ServerSetting> other = ServerSetting.differing(original.serverSettings(), ServerSetting.read(admin));
            List<ServerSetting> left = new ArrayList<>();
            for (ServerSetting setting : other) {
                if (!server.vanishes() || setting.fixed() || !set(statement, setting)) {
                    left.add(setting);
                }
            }
            if (left.size() < other.size()) {
                statement.execute("select pg_catalog.pg_reload_conf()");
            }
            if (!left.isEmpty()) {
                remarks.add("settings of production's server that the rehearsal server has otherwise: "
                        + left.stream().map(ServerSetting::describe).collect(Collectors.joining(", ")));
            }
            deployers(statement);
        }
        return remarks;
    }

    private static boolean set(Statement statement, ServerSetting setting) {
        try {
            statement.execute("alter system set " + Sql.identifier(setting.name()) + " to "
                    + PropertiesSql.value(setting.name(), setting.value()));
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    /** What the server's own superuser has set would hold for the suite's sessions as well. */
    private void deployers(Statement statement) {
        boolean own = original.deployer().name().equals(server.adminUrl().user());
        for (Setting setting : original.deployersSettings()) {
            if (own || !set(statement, setting)) {
                remarks.add("setting of role " + setting.role() + " that it does not have here: " + setting.name()
                        + " = " + setting.value());
            }
        }
    }

    private static boolean set(Statement statement, Setting setting) {
        try {
            statement.execute("alter role " + Sql.identifier(setting.role()) + " set "
                    + PropertiesSql.parts(setting.name()) + " to "
                    + PropertiesSql.value(setting.name(), setting.value()));
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }
}
