package io.replyx.verify.archive;

import io.replyx.verify.database.DatabaseLocale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What belongs to a database as a whole, and is lost by a dump that is restored under another name.
 *
 * @param owner its owner
 * @param encoding its encoding
 * @param collate how it sorts
 * @param ctype how it knows letters
 * @param provider whose rules these are, {@code c} for the operating system's
 * @param locale the locale of another provider, empty where there is none
 * @param connectionLimit how many connections it takes, -1 for any number
 * @param comment what is said of it, empty for nothing
 * @param settings its settings
 * @param grants who may do what with it
 */
public record DatabaseProperties(
        String owner,
        String encoding,
        String collate,
        String ctype,
        String provider,
        String locale,
        int connectionLimit,
        String comment,
        List<Setting> settings,
        List<Grant> grants) {
    private static final String WHOLE = """
            select pg_catalog.pg_get_userbyid(d.datdba) as owner,
                   pg_catalog.pg_encoding_to_char(d.encoding) as encoding,
                   d.datcollate as collate,
                   d.datctype as ctype,
                   coalesce(pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'c') as provider,
                   coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale', pg_catalog.to_jsonb(d) ->> 'daticulocale', '')
                       as locale,
                   d.datconnlimit as connection_limit,
                   coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), '') as comment
              from pg_catalog.pg_database as d
             where d.datname = pg_catalog.current_database()
            """;
    private static final String SETTINGS = """
            select case when s.setrole = 0 then '' else pg_catalog.pg_get_userbyid(s.setrole) end as role,
                   pg_catalog.split_part(c.setting, '=', 1) as name,
                   pg_catalog.substr(c.setting, pg_catalog.strpos(c.setting, '=') + 1) as value
              from pg_catalog.pg_db_role_setting as s
              join pg_catalog.pg_database as d on d.oid = s.setdatabase
             cross join pg_catalog.unnest(s.setconfig) as c(setting)
             where d.datname = pg_catalog.current_database()
             order by 1, 2
            """;
    private static final String GRANTS = """
            select case when a.grantee = 0 then '' else pg_catalog.pg_get_userbyid(a.grantee) end as grantee,
                   a.privilege_type as privilege,
                   a.is_grantable and a.grantee <> d.datdba as grantable
              from pg_catalog.pg_database as d
             cross join pg_catalog.aclexplode(coalesce(d.datacl, pg_catalog.acldefault('d', d.datdba))) as a
             where d.datname = pg_catalog.current_database()
             order by 1, 2
            """;

    public DatabaseProperties {
        settings = List.copyOf(settings);
        grants = List.copyOf(grants);
    }

    /** How it writes and sorts texts. */
    public DatabaseLocale texts() {
        return new DatabaseLocale(encoding, collate, ctype, provider, locale);
    }

    /** The same without what keeps sessions out elsewhere: a limit on them, and libraries that may not be there. */
    public DatabaseProperties forAnotherServer() {
        List<Setting> bearable = settings.stream()
                .filter(setting -> !setting.name().endsWith("_preload_libraries"))
                .toList();
        return new DatabaseProperties(owner, encoding, collate, ctype, provider, locale, -1, comment, bearable, grants);
    }

    /**
     * A setting of the database.
     *
     * @param role the role that it is for, empty for all
     * @param name its name
     * @param value its value
     */
    public record Setting(String role, String name, String value) {}

    /**
     * A privilege on the database.
     *
     * @param grantee who has it, empty for everybody
     * @param privilege which
     * @param grantable whether it may be handed on
     */
    public record Grant(String grantee, String privilege, boolean grantable) {}

    /** Read them over a connection to the database. */
    public static DatabaseProperties read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(WHOLE);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new DatabaseProperties(
                    row.getString("owner"),
                    row.getString("encoding"),
                    row.getString("collate"),
                    row.getString("ctype"),
                    row.getString("provider"),
                    row.getString("locale"),
                    row.getInt("connection_limit"),
                    row.getString("comment"),
                    settings(connection),
                    grants(connection));
        }
    }

    private static List<Setting> settings(Connection connection) throws SQLException {
        List<Setting> settings = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SETTINGS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                settings.add(new Setting(row.getString("role"), row.getString("name"), row.getString("value")));
            }
        }
        return settings;
    }

    private static List<Grant> grants(Connection connection) throws SQLException {
        List<Grant> grants = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(GRANTS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                grants.add(
                        new Grant(row.getString("grantee"), row.getString("privilege"), row.getBoolean("grantable")));
            }
        }
        return grants;
    }
}
