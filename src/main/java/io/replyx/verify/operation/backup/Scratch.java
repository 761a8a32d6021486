package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.archive.PropertiesSql;
import io.replyx.verify.database.DumpTool;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.Sql;
import io.replyx.verify.database.SqlState;
import io.replyx.verify.settings.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A database beside the target, on the same server, that a backup is restored into. */
final class Scratch {
    private static final Pattern OF_EXTENSION =
            Pattern.compile("^[0-9]+; [0-9]+ [0-9]+ (?:EXTENSION - |COMMENT - EXTENSION )(\\S+)");
    private static final String CREATABLE = """
            select r.rolsuper or not exists (
                     select from pg_catalog.unnest(pg_catalog.string_to_array(?, ',')) as wanted(name)
                      where not exists (select from pg_catalog.pg_available_extension_versions as v
                                         where v.name = wanted.name and (v.trusted or not v.superuser)))
              from pg_catalog.pg_roles as r where r.rolname = current_user
            """;
    private static final String FOREIGN = """
            select e.extname from pg_catalog.pg_extension as e
             where not pg_catalog.pg_has_role(e.extowner, 'USAGE')
            """;

    private final DatabaseUrl url;
    private final BoundedSession beside;

    /**
     * Name one; it is not there yet.
     *
     * @param url where it is going to be
     * @param beside a session in another database of the server
     */
    Scratch(DatabaseUrl url, BoundedSession beside) {
        this.url = url;
        this.beside = beside;
    }

    /** Make it for a backup; an ordinary role that may not make its extensions finds them in template1, or nowhere. */
    void create(Manifest manifest) {
        DatabaseProperties like = manifest.contents().database();
        String extensions = manifest.contents().extensions().stream()
                .map(Contents.Extension::name)
                .collect(Collectors.joining(","));
        String template = beside.isTrue(CREATABLE, extensions) ? "template0" : "template1";
        beside.execute("create database " + Sql.identifier(url.database()) + " template " + template + " encoding "
                + Sql.literal(like.encoding()) + " lc_collate " + Sql.literal(like.collate()) + " lc_ctype "
                + Sql.literal(like.ctype()) + provider(like));
        takeOver(like.owner());
    }

    private static String provider(DatabaseProperties like) {
        return switch (like.provider()) {
            case "i" -> " locale_provider icu icu_locale " + Sql.literal(like.locale());
            case "b" -> " locale_provider builtin builtin_locale " + Sql.literal(like.locale());
            default -> "";
        };
    }

    /** Its owner is the backup's, where the role may give it away. */
    private void takeOver(String owner) {
        if (beside.isTrue(
                "select pg_catalog.pg_has_role(r.oid, 'MEMBER') from pg_catalog.pg_roles as r where r.rolname = ?",
                owner)) {
            beside.execute("alter database " + Sql.identifier(url.database()) + " owner to " + Sql.identifier(owner));
        }
    }

    DatabaseUrl url() {
        return url;
    }

    /** Fill it, and give it what a dump leaves out. */
    void fill(Backup backup, DumpTool tool, Consumer<String> progress, Runnable requireGoing) {
        Manifest manifest = backup.manifest();
        try (BoundedSession inside = BoundedSession.in(url)) {
            makeExtensions(manifest, inside);
            List<String> entries = without(foreignExtensions(inside), tool.contents(backup.archive()));
            requireGoing.run();
            tool.restore(url, backup.archive(), entries, List.of(), new DumpLines(progress));
            requireGoing.run();
            putBack(manifest, url, inside);
            inside.execute("analyze");
        }
    }

    /** A dump asks for whatever version is usual by now; the backup had a certain one. */
    private static void makeExtensions(Manifest manifest, BoundedSession inside) {
        for (Contents.Extension extension : manifest.contents().extensions()) {
            boolean early = Set.of("public", "pg_catalog").contains(extension.schema())
                    && inside.isTrue(
                            "select v.version <> e.default_version from pg_catalog.pg_available_extension_versions as v"
                                    + " join pg_catalog.pg_available_extensions as e on e.name = v.name"
                                    + " where v.name = ? and v.version = ? and e.installed_version is null",
                            extension.name(),
                            extension.version());
            if (early) {
                inside.execute("create extension " + Sql.identifier(extension.name()) + " schema " + extension.schema()
                        + " version " + Sql.literal(extension.version()));
            }
        }
    }

    /** Extensions that are there and belong to somebody else: their entries would be refused. */
    static Set<String> foreignExtensions(BoundedSession inside) {
        return Set.copyOf(inside.strings(FOREIGN));
    }

    static List<String> without(Set<String> extensions, List<String> entries) {
        List<String> kept = new ArrayList<>();
        for (String entry : entries) {
            Matcher matcher = OF_EXTENSION.matcher(entry);
            if (!matcher.find() || !extensions.contains(matcher.group(1))) {
                kept.add(entry);
            }
        }
        return kept;
    }

    /** Settings, grants, comment and limit of the database as the backup had them. */
    static void putBack(Manifest manifest, DatabaseUrl database, BoundedSession inside) {
        new PropertiesSql(database.database(), inside.properties(), manifest.contents())
                .statements()
                .forEach(inside::execute);
    }

    /** What is in it by now. */
    Contents contents() {
        try (BoundedSession inside = BoundedSession.in(url)) {
            return inside.contents();
        }
    }

    /** Drop it, whoever is on it; a cancellation that was meant for what went before may come too late and hit this. */
    void drop() {
        String sql = "drop database if exists " + Sql.identifier(url.database()) + " with (force)";
        try {
            beside.execute(sql);
        } catch (QueryFailed cancelled) {
            if (!cancelled.sqlState().equals(SqlState.CANCELED)) {
                throw cancelled;
            }
            beside.execute(sql);
        }
    }
}
