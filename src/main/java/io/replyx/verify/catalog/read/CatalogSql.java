package io.replyx.verify.catalog.read;

import io.replyx.verify.catalog.CatalogObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query of one kind, made to fit the server that it will run on.
 *
 * <p>A file may use {@code :system(schema)}, {@code :member(catalog, oid)} of an extension, {@code :role(oid)},
 * {@code :options(array)} in the order of their names and without secrets, and {@code :bookkeeping}; the lines between
 * {@code -- since 15}, {@code -- before 15} and {@code -- end} are for such servers only.
 */
final class CatalogSql {
    private static final Pattern ROLE = Pattern.compile("(?<!:):role\\(([^()]*)\\)");
    private static final Pattern SYSTEM = Pattern.compile("(?<!:):system\\(((?:[^()]|\\([^()]*\\))*)\\)");
    private static final Pattern OPTIONS = Pattern.compile("(?<!:):options\\(([^()]*)\\)");
    private static final Pattern MEMBER = Pattern.compile("(?<!:):member\\((\\w+), ([^()]*)\\)");

    /** Catalogs are approved, kept and shown: what an option's name calls a secret is told as being there, no more. */
    private static final String WITHOUT_SECRETS = "array(select case when pg_catalog.split_part(o, '=', 1)"
            + " ~* '(password|passwd|pwd|secret|token|credential|(api|access|account|private)_?key)'"
            + " then pg_catalog.split_part(o, '=', 1) || '=" + CatalogObject.SECRET + "' else o end"
            + " from pg_catalog.unnest($1) as o order by pg_catalog.split_part(o, '=', 1) collate \"C\")";

    private final SqlFile file;

    private CatalogSql(SqlFile file) {
        this.file = file;
    }

    static CatalogSql of(String name) {
        return new CatalogSql(SqlFile.beside(CatalogSql.class, name));
    }

    String on(Surroundings surroundings) {
        String sql = file.on(surroundings.majorVersion());
        sql = MEMBER.matcher(sql)
                .replaceAll("exists (select from pg_catalog.pg_depend own"
                        + " where own.classid = 'pg_catalog.$1'::pg_catalog.regclass"
                        + " and own.objid = $2 and own.deptype = 'e')");
        sql = SYSTEM.matcher(sql).replaceAll("($1 ~ '^pg_' or $1 = 'information_schema')");
        sql = ROLE.matcher(sql)
                .replaceAll(Matcher.quoteReplacement(role(surroundings)).replace("oid", "$1"));
        sql = OPTIONS.matcher(sql).replaceAll(WITHOUT_SECRETS);
        return sql.replace(":bookkeeping", numbers(surroundings));
    }

    private static String role(Surroundings surroundings) {
        return "case when oid = " + surroundings.databaseOwner() + " then '" + CatalogObject.DATABASE_OWNER
                + "' when oid = 0 then 'PUBLIC' else"
                + " pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(oid)) end";
    }

    private static String numbers(Surroundings surroundings) {
        return surroundings.bookkeeping().stream()
                .map(Object::toString)
                .collect(Collectors.joining(",", "'{", "}'::pg_catalog.oid[]"));
    }
}
