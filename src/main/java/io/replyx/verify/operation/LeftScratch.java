package io.replyx.verify.operation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Scratch databases that restores have left which were killed: they hold all rows of a backup, and nobody uses them. */
public final class LeftScratch {
    private static final String APPLICATION = "replyx-verify ";
    private static final String LEFT = """
            select pg_catalog.quote_ident(d.datname) as name
              from pg_catalog.pg_database as d
             where d.datname ~ '^restore_[0-9]{13}_[0-9]+$'
               and not exists (select from pg_catalog.pg_stat_activity as a
                                where a.application_name = ? || d.datname)
             order by 1
            """;

    private LeftScratch() {}

    /** The name of a scratch database of this process that is made now. */
    public static String newName() {
        return "restore_" + Instant.now().toEpochMilli() + "_"
                + ProcessHandle.current().pid();
    }

    /** What sessions call themselves that stand for a scratch database as long as it is in use. */
    public static String application(String name) {
        return APPLICATION + name;
    }

    /** Their names, quoted; those of restores at work are not among them. */
    public static List<String> read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LEFT)) {
            query.setString(1, APPLICATION);
            List<String> names = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString("name"));
                }
            }
            return names;
        }
    }

    /** What to do about one. */
    public static String describe(String name) {
        return name + " was left by a restore that was killed; nothing uses it: DROP DATABASE " + name
                + " WITH (FORCE);";
    }
}
