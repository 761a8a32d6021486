package io.replyx.verify.catalog.read;

import io.replyx.verify.catalog.CatalogObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final Pattern CONDITION = Pattern.compile("-- (since|before) (\\d+)");
    private static final Pattern ROLE = Pattern.compile("(?<!:):role\\(([^()]*)\\)");
    private static final Pattern SYSTEM = Pattern.compile("(?<!:):system\\(((?:[^()]|\\([^()]*\\))*)\\)");
    private static final Pattern MEMBER = Pattern.compile("(?<!:):member\\((\\w+), ([^()]*)\\)");

    private final String text;

    private CatalogSql(String text) {
        this.text = text;
    }

    static CatalogSql of(String name) {
        return new CatalogSql(text(name));
    }

    /** The file as it is written. */
    static String text(String name) {
        try (InputStream file = CatalogSql.class.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("There is no query " + name + ".sql");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    String on(Surroundings surroundings) {
        String sql = linesFor(surroundings.majorVersion());
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

    private String linesFor(int version) {
        StringBuilder kept = new StringBuilder();
        boolean keep = true;
        for (String line : text.lines().toList()) {
            Matcher condition = CONDITION.matcher(line);
            if (condition.matches()) {
                boolean since = condition.group(1).equals("since");
                keep = since == (version >= Integer.parseInt(condition.group(2)));
            } else if (line.equals("-- end")) {
                keep = true;
            } else if (keep) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }
}
