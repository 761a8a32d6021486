package io.replyx.verify.evidence.use;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A trigger of a table.
 *
 * @param table qualified, quoted name of the table
 * @param function the server's number for the function that it calls
 * @param name its quoted name
 * @param waiting whether it has a condition
 * @param truncating whether TRUNCATE sets it off
 * @param definition the statement that makes it
 */
record Trigger(String table, long function, String name, boolean waiting, boolean truncating, String definition) {
    /** A table whose deferred triggers have still to be called is not truncated, nor are triggers taken from it. */
    static final String NOTHING_PENDING = Attempts.ALL_THAT_WAITS + ";\nset constraints all deferred";

    static final String SQL = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as table_name,
                   t.tgfoid::pg_catalog.int8 as function,
                   pg_catalog.quote_ident(t.tgname) as name,
                   t.tgqual is not null as waiting,
                   t.tgtype & 32 <> 0 as truncating,
                   pg_catalog.pg_get_triggerdef(t.oid) as definition
            from pg_catalog.pg_trigger t
            join pg_catalog.pg_class c on c.oid = t.tgrelid
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgenabled <> 'D' and c.relkind in ('r', 'p') and not c.relispartition
            order by 1, 3
            """;

    static Trigger of(ResultSet row) throws SQLException {
        return new Trigger(
                row.getString("table_name"),
                row.getLong("function"),
                row.getString("name"),
                row.getBoolean("waiting"),
                row.getBoolean("truncating"),
                row.getString("definition"));
    }

    /** The statements after which it waits for nothing. */
    String unconditional() {
        if (!waiting) {
            return "select 1";
        }
        String always = definition.substring(0, definition.indexOf(" WHEN ("))
                + definition.substring(definition.lastIndexOf(" EXECUTE "));
        return NOTHING_PENDING + ";\ndrop trigger " + name + " on " + table + ";\n" + always;
    }
}
