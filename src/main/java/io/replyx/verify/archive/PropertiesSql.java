package io.replyx.verify.archive;

import io.replyx.verify.database.Sql;
import io.replyx.verify.settings.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the statements that give a restored database what belongs to it as a whole, and what a dump leaves out. */
public final class PropertiesSql {
    /** Settings that are lists of names, which the server keeps quoted one by one. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "local_preload_libraries",
            "shared_preload_libraries",
            "unix_socket_directories");

    private static final Pattern ELEMENT = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*?))\\s*(?:,|$)");

    private final String name;
    private final DatabaseProperties have;
    private final DatabaseProperties want;
    private final Optional<String> vectors;

    /**
     * Prepare to write them.
     *
     * @param name the database
     * @param have what belongs to it now
     * @param want what was archived
     */
    public PropertiesSql(String name, DatabaseProperties have, Contents want) {
        this(
                name,
                have,
                want.database(),
                want.extensions().stream()
                        .filter(extension -> extension.name().equals("vector"))
                        .map(Contents.Extension::schema)
                        .findFirst());
    }

    /**
     * Prepare to write them.
     *
     * @param vectors the schema of pgvector, where the database has it
     */
    public PropertiesSql(String name, DatabaseProperties have, DatabaseProperties want, Optional<String> vectors) {
        this.name = Sql.identifier(name);
        this.have = have;
        this.want = want;
        this.vectors = vectors;
    }

    /** The statements, to be run in this order in one session of the database. */
    public List<String> statements() {
        List<String> sql = new ArrayList<>();
        // A setting of pgvector is one only once its library is there.
        vectors.ifPresent(schema -> sql.add("select '[1]'::" + Sql.identifier(schema) + ".vector"));
        sql.add("alter database " + name + " connection limit " + want.connectionLimit());
        sql.add("comment on database " + name + " is "
                + (want.comment().isEmpty() ? "null" : Sql.literal(want.comment())));
        settings(sql);
        grants(sql);
        return sql;
    }

    private void settings(List<String> sql) {
        sql.add("alter database " + name + " reset all");
        have.settings().stream()
                .map(DatabaseProperties.Setting::role)
                .filter(role -> !role.isEmpty())
                .distinct()
                .forEach(role -> sql.add(altering(role) + " reset all"));
        for (DatabaseProperties.Setting setting : want.settings()) {
            sql.add(altering(setting.role()) + " set " + parts(setting.name()) + " to "
                    + value(setting.name(), setting.value()));
        }
    }

    private String altering(String role) {
        return role.isEmpty()
                ? "alter database " + name
                : "alter role " + Sql.identifier(role) + " in database " + name;
    }

    /** A setting of an extension has a name of two parts, each quoted by itself. */
    public static String parts(String setting) {
        return List.of(setting.split("\\.", 2)).stream().map(Sql::identifier).collect(Collectors.joining("."));
    }

    /** A value as SET takes it. */
    public static String value(String setting, String value) {
        if (!LISTS.contains(setting)) {
            return Sql.literal(value);
        }
        List<String> elements = new ArrayList<>();
        Matcher matcher = ELEMENT.matcher(value);
        int end = 0;
        while (end < value.length() && matcher.find(end) && matcher.end() > end) {
            String quoted = matcher.group(1);
            elements.add(Sql.literal(quoted == null ? matcher.group(2) : quoted.replace("\"\"", "\"")));
            end = matcher.end();
        }
        return elements.isEmpty() ? "''" : String.join(", ", elements);
    }

    private void grants(List<String> sql) {
        Set<String> grantees = new TreeSet<>();
        have.grants().forEach(grant -> grantees.add(grantee(grant)));
        want.grants().forEach(grant -> grantees.add(grantee(grant)));
        grantees.forEach(grantee -> sql.add("revoke all on database " + name + " from " + grantee));
        for (DatabaseProperties.Grant grant : want.grants()) {
            sql.add("grant " + privilege(grant) + " on database " + name + " to " + grantee(grant)
                    + (grant.grantable() ? " with grant option" : ""));
        }
    }

    private static String privilege(DatabaseProperties.Grant grant) {
        return switch (grant.privilege()) {
            case "CONNECT", "CREATE", "TEMPORARY" -> grant.privilege();
            default ->
                throw new Refused("The archive has a privilege on a database that this version does not know: "
                        + grant.privilege());
        };
    }

    private static String grantee(DatabaseProperties.Grant grant) {
        return grant.grantee().isEmpty() ? "public" : Sql.identifier(grant.grantee());
    }
}
