package io.replyx.verify.evidence.use;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A column that a row is generated for.
 *
 * @param table qualified, quoted name of its table
 * @param bareTable the table's name alone
 * @param name quoted name; empty for a table without columns
 * @param type the type as it is declared
 * @param base the type under it, where it is a domain
 * @param ready an expression for types that only the catalog can make a value of
 * @param needed whether a row cannot do without a value for it
 * @param nullable whether it takes NULL
 * @param computed whether the server computes it
 * @param identityAlways whether only the server gives it a value
 * @param unique whether it is part of what no two rows may share
 * @param references the table that it refers to
 * @param referred the column there
 */
record GeneratedColumn(
        String table,
        String bareTable,
        String name,
        String type,
        String base,
        Optional<String> ready,
        boolean needed,
        boolean nullable,
        boolean computed,
        boolean identityAlways,
        boolean unique,
        Optional<String> references,
        Optional<String> referred) {
    private static final String SQL = """
            select pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as table_name,
                   c.relname as bare_table,
                   pg_catalog.quote_ident(a.attname) as column_name,
                   pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
                   b.type as base,
                   case b.typtype
                     when 'e' then '(pg_catalog.enum_range(null::' || b.type || '))[1]'
                     when 'c' then 'pg_catalog.json_populate_record(null::' || b.type || ', ''{}'')'
                     when 'r' then '''empty''::' || b.type
                     when 'm' then '''{}''::' || b.type end as ready,
                   (a.attnotnull or b.not_null) and not a.atthasdef and a.attidentity = ''
                     or u.is_unique and (a.attidentity <> ''
                       or pg_catalog.pg_get_expr(d.adbin, d.adrelid) like 'nextval(%%') as needed,
                   not (a.attnotnull or b.not_null) as nullable,
                   a.attgenerated <> '' as computed,
                   a.attidentity = 'a' as identity_always,
                   coalesce(u.is_unique, false) as is_unique,
                   f.table_name as references_table,
                   f.column_name as referred
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_catalog.pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            left join lateral (
              with recursive under(oid, modifier, not_null) as (
                select a.atttypid, a.atttypmod, false
                union all
                select t.typbasetype, t.typtypmod, under.not_null or t.typnotnull
                from under join pg_catalog.pg_type t on t.oid = under.oid where t.typtype = 'd')
              select pg_catalog.format_type(under.oid, under.modifier) as type, t.typtype, under.not_null
              from under join pg_catalog.pg_type t on t.oid = under.oid where t.typtype <> 'd') b on true
            left join lateral (
              select true as is_unique from pg_catalog.pg_index i
              where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)
                and (a.attnum = any (i.indkey::pg_catalog.int2[])
                     or exists (select from pg_catalog.pg_depend e
                                where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and e.objid = i.indexrelid
                                  and e.refobjid = c.oid and e.refobjsubid = a.attnum))
              limit 1) u on true
            left join lateral (
              select pg_catalog.quote_ident(rn.nspname) || '.' || pg_catalog.quote_ident(r.relname) as table_name,
                     pg_catalog.quote_ident(ra.attname) as column_name
              from pg_catalog.pg_constraint k
              join pg_catalog.pg_class r on r.oid = k.confrelid
              join pg_catalog.pg_namespace rn on rn.oid = r.relnamespace
              join pg_catalog.pg_attribute ra on ra.attrelid = r.oid
                and ra.attnum = k.confkey[pg_catalog.array_position(k.conkey, a.attnum)]
              where k.contype = 'f' and k.conrelid = c.oid and a.attnum = any (k.conkey)
              order by k.conname limit 1) f on true
            where c.relkind in (%s) and not c.relispartition and c.relpersistence <> 't'
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (
                select from pg_catalog.pg_depend e
                where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and e.objid = c.oid and e.deptype = 'e')
            order by 1, a.attnum
            """;

    /** The query for the columns of all tables; partitions take their rows through the table that they are part of. */
    static String ofTables() {
        return SQL.formatted("'r', 'p'");
    }

    /** The query for the columns of all views. */
    static String ofViews() {
        return SQL.formatted("'v'");
    }

    static GeneratedColumn of(ResultSet row) throws SQLException {
        return new GeneratedColumn(
                row.getString("table_name"),
                row.getString("bare_table"),
                Optional.ofNullable(row.getString("column_name")).orElse(""),
                String.valueOf(row.getString("type")),
                String.valueOf(row.getString("base")),
                Optional.ofNullable(row.getString("ready")),
                row.getBoolean("needed"),
                row.getBoolean("nullable"),
                row.getBoolean("computed"),
                row.getBoolean("identity_always"),
                row.getBoolean("is_unique"),
                Optional.ofNullable(row.getString("references_table")),
                Optional.ofNullable(row.getString("referred")));
    }

    boolean isReference() {
        return references.isPresent();
    }

    /** A value that a row has not, as far as its type lets one be made. */
    String other() {
        return ready.map(value -> value + "::" + type).orElseGet(() -> GeneratedValue.fresh(type, base, name, table));
    }

    /** A value that no row has, unless it is one that refers to another table. */
    String unlikeAny() {
        return isReference() ? fresh() : other();
    }

    /** A value that no row has, where there is a choice. */
    String fresh() {
        if (references.isPresent() && referred.isPresent()) {
            return "(select p." + referred.get() + " from " + references.get() + " p"
                    + (unique
                            ? " where not exists (select from " + table + " c where c." + name + " = p."
                                    + referred.get() + ")"
                            : "")
                    + " order by p.tableoid, p.ctid desc limit 1)";
        }
        return unique || ready.isPresent() ? other() : GeneratedValue.of(type, base);
    }
}
