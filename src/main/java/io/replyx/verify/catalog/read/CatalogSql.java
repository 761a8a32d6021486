package io.replyx.verify.catalog.read;

import io.replyx.verify.catalog.CatalogObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query of one kind, made to fit the server that it will run on.
 *
 * <p>A file may use {@code :system(schema)}, {@code :member(catalog, oid)} of an extension, {@code :role(oid)} and
 * {@code :bookkeeping}; the lines between {@code -- since 15}, {@code -- before 15} and {@code -- end} are for such
 * servers only.
 */
final class CatalogSql {
    private static final Pattern ROLE = Pattern.compile("(?<!:):role\\(([^()]*)\\)");
    private static final Pattern SYSTEM = Pattern.compile("(?<!:):system\\(((?:[^()]|\\([^()]*\\))*)\\)");
    private static final Pattern MEMBER = Pattern.compile("(?<!:):member\\((\\w+), ([^()]*)\\)");

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
