package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Comment;
import io.replyx.verify.catalog.DefaultPrivilege;
import io.replyx.verify.catalog.Extension;
import io.replyx.verify.catalog.Function;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.Sequence;
import io.replyx.verify.catalog.Setting;
import io.replyx.verify.catalog.Table;
import io.replyx.verify.catalog.Type;
import io.replyx.verify.catalog.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How SQL names kinds, objects and values. */
final class Names {
    /** Kinds that the server identifies by other words than its statements have. */
    private static final Map<String, String> CALLED_OTHERWISE =
            Map.of("foreign-data wrapper ", "FOREIGN DATA WRAPPER ", "statistics object ", "STATISTICS ");

    private Names() {}

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Of a table in a forms of its own, of a view, a type or a function: the words that SQL has for the kind. */
    static String kind(CatalogObject object) {
        String form = object.kind().label();
        if (object instanceof Table table) {
            form = table.form().equals("foreign table") ? "foreign table" : "table";
        } else if (object instanceof View view) {
            form = view.form();
        } else if (object instanceof Type type) {
            form = type.form().equals("domain") ? "domain" : "type";
        } else if (object instanceof Function function) {
            form = function.form().equals("window") ? "function" : function.form();
        } else if (object.kind() == ObjectKind.FOREIGN_SERVER) {
            form = "server";
        }
        return form.toUpperCase(Locale.ROOT);
    }

    /** The name as statements about the object have it. */
    static String of(CatalogObject object) {
        return switch (object.kind()) {
            case OPERATOR_CLASS, OPERATOR_FAMILY -> object.name().replaceFirst(" using (?=[^ ]+$)", " USING ");
            case CAST -> "(" + object.name().replaceFirst(" as ", " AS ") + ")";
            case FUNCTION -> function((Function) object);
            default -> object.name();
        };
    }

    private static String function(Function function) {
        return function.form().equals("aggregate") ? function.name().replaceFirst("\\(\\)$", "(*)") : function.name();
    }

    /** Extensions stay with who made them, casts belong to nobody, and a column's sequence to the table's owner. */
    static boolean canBeHandedOver(CatalogObject object) {
        return !(object instanceof Extension)
                && !(object instanceof Sequence sequence && !sequence.ownedBy().isEmpty());
    }

    /** A name from the catalog, quoted where SQL needs it. */
    static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A qualified name without its schema. */
    static String bare(String name) {
        List<String> parts = Texts.split(name, '.');
        return parts.get(parts.size() - 1);
    }

    /** A name in the same schema that nothing has yet. */
    static String besides(String name, String ending) {
        return name.endsWith("\"") ? name.substring(0, name.length() - 1) + ending + "\"" : name + ending;
    }

    /** The object of a comment, which is told as the server identifies it. */
    static String commented(Comment comment) {
        return described(comment.object());
    }

    /** An object that is told as the server identifies it. */
    static String described(String object) {
        for (String column : List.of(
                "table column ",
                "view column ",
                "composite type column ",
                "foreign table column ",
                "materialized view column ")) {
            if (object.startsWith(column)) {
                return "COLUMN " + object.substring(column.length());
            }
        }
        if (object.startsWith("table constraint ")) {
            return "CONSTRAINT "
                    + object.substring("table constraint ".length()).replace(" on ", " ON ");
        }
        if (object.startsWith("domain constraint ")) {
            return "CONSTRAINT "
                    + object.substring("domain constraint ".length()).replace(" on ", " ON DOMAIN ");
        }
        if (object.startsWith("aggregate ")) {
            return "AGGREGATE " + object.substring("aggregate ".length()).replaceFirst("\\(\\)$", "(*)");
        }
        for (Map.Entry<String, String> other : CALLED_OTHERWISE.entrySet()) {
            if (object.startsWith(other.getKey())) {
                return other.getValue() + object.substring(other.getKey().length());
            }
        }
        int end = firstName(object);
        return object.substring(0, end).toUpperCase(Locale.ROOT)
                + object.substring(end).replace(" on ", " ON ");
    }

    /** Kinds are words in lower case; the name begins after the last of those that stand before it. */
    private static int firstName(String object) {
        for (String kind : List.of(
                "text search configuration ",
                "text search dictionary ",
                "text search parser ",
                "text search template ",
                "access method ",
                "foreign data wrapper ",
                "materialized view ",
                "foreign table ",
                "event trigger ",
                "operator class ",
                "operator family ")) {
            if (object.startsWith(kind)) {
                return kind.length();
            }
        }
        return object.indexOf(' ') + 1;
    }

    static boolean isDatabase(Comment comment) {
        return comment.object().equals("(this database)");
    }

    /** A statement about the database that it is run in, whose name is not the same everywhere. */
    static String aboutDatabase(String statement) {
        return "DO $do$ BEGIN EXECUTE format(" + literal(statement) + ", current_database()); END $do$;";
    }

    static String setting(Setting setting, String what) {
        String who =
                setting.role().isEmpty() ? "ALTER DATABASE %I " : "ALTER ROLE " + setting.role() + " IN DATABASE %I ";
        return aboutDatabase((who + what).replace("%", "%%").replace("DATABASE %%I", "DATABASE %I"));
    }

    static String granted(Grant grant, String verb, String privileges, String direction) {
        String all = verb + privileges;
        if (grant.objectKind().equals("column")) {
            int dot = grant.object().lastIndexOf('.');
            return all + " (" + grant.object().substring(dot + 1) + ") ON "
                    + grant.object().substring(0, dot) + direction + grant.grantee() + ";";
        }
        if (grant.objectKind().equals("database")) {
            return aboutDatabase((all + " ON DATABASE %I" + direction + grant.grantee()));
        }
        String kind = grant.objectKind().endsWith("view")
                ? "TABLE"
                : grant.objectKind().toUpperCase(Locale.ROOT);
        return all + " ON " + kind + " " + grant.object() + direction + grant.grantee() + ";";
    }

    static String defaults(DefaultPrivilege entry, String verb, String direction) {
        String creator = entry.creator().equals(CatalogObject.DATABASE_OWNER) ? "" : " FOR ROLE " + entry.creator();
        String schema = entry.schema().isEmpty() ? "" : " IN SCHEMA " + entry.schema();
        return "ALTER DEFAULT PRIVILEGES" + creator + schema + " " + verb + " ON "
                + entry.objectKind().toUpperCase(Locale.ROOT) + direction + entry.grantee() + ";";
    }

    /** Privileges without those that may be passed on, or only these; ALL where a list says so. */
    static String privileges(List<String> privileges, boolean grantable) {
        return privileges.stream()
                .filter(each -> each.endsWith("*") == grantable)
                .map(each -> each.replace("*", ""))
                .collect(Collectors.joining(", "));
    }

    /** The owner of the database has another name everywhere: statements about it ask for it. */
    static String withOwner(String statements) {
        if (!statements.contains(CatalogObject.DATABASE_OWNER)) {
            return statements;
        }
        return statements
                .lines()
                .map(line -> line.contains(CatalogObject.DATABASE_OWNER) ? asOwner(line) : line)
                .collect(Collectors.joining("\n"));
    }

    private static String asOwner(String line) {
        String text = line.replace("%", "%%")
                .replace(CatalogObject.DATABASE_OWNER, "%1$s")
                .replaceFirst(";$", "");
        return "DO $do$ BEGIN EXECUTE format(" + literal(text) + ", (SELECT datdba::regrole FROM pg_database"
                + " WHERE datname = current_database())); END $do$;";
    }
}
