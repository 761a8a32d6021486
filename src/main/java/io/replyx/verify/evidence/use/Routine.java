package io.replyx.verify.evidence.use;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function or procedure whose language reads its text when it runs.
 *
 * @param oid the server's number for it
 * @param name qualified, quoted name
 * @param arguments what it takes
 * @param validator the function that reads its text when it is made
 * @param procedural whether it is written in PL/pgSQL
 * @param callable whether it can be called with generated values
 * @param procedure whether it is called by CALL
 * @param source its text
 * @param definition the statement that makes it
 * @param variadic whether the last of what it takes is a list
 * @param types the types of what it takes, a plain one where any will do
 * @param searchPath the search path that it brings along
 */
record Routine(
        long oid,
        String name,
        String arguments,
        String validator,
        boolean procedural,
        boolean callable,
        boolean procedure,
        String source,
        String definition,
        boolean variadic,
        List<String> types,
        Optional<String> searchPath) {
    static final String SQL = """
            select p.oid::pg_catalog.int8 as oid,
                   pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) as name,
                   pg_catalog.pg_get_function_identity_arguments(p.oid) as arguments,
                   l.lanvalidator::pg_catalog.regproc::text as validator,
                   l.lanname = 'plpgsql' as procedural,
                   l.lanname = 'plpgsql' and p.prorettype not in ('pg_catalog.trigger'::pg_catalog.regtype,
                     'pg_catalog.event_trigger'::pg_catalog.regtype)
                     and not exists (select from pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) as a(oid)
                                     join pg_catalog.pg_type t on t.oid = a.oid
                                     where t.typtype = 'p' and t.typname !~ '^any[a-z]+$') as callable,
                   p.prokind = 'p' as procedure,
                   p.prosrc as source,
                   pg_catalog.pg_get_functiondef(p.oid) as definition,
                   p.provariadic <> 0 as variadic,
                   array(select case
                                  when t.typtype <> 'p' then pg_catalog.format_type(a.oid, null)
                                  when t.typname ~ 'multirange$' then 'int4multirange'
                                  when t.typname ~ 'range$' then 'int4range'
                                  when t.typname ~ 'array$' and t.typname !~ 'nonarray$' then 'integer[]'
                                  else 'integer' end
                         from pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) with ordinality as a(oid, place)
                         join pg_catalog.pg_type t on t.oid = a.oid
                         order by a.place) as types,
                   (select pg_catalog.substr(c.setting, 13) from pg_catalog.unnest(p.proconfig) as c(setting)
                    where c.setting like 'search\\_path=%') as search_path
            from pg_catalog.pg_proc p
            join pg_catalog.pg_namespace n on n.oid = p.pronamespace
            join pg_catalog.pg_language l on l.oid = p.prolang
            where l.lanname in ('sql', 'plpgsql') and p.prokind in ('f', 'p')
              and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = p.oid and d.deptype = 'e')
            order by 2, 3
            """;

    static Routine of(ResultSet row) throws SQLException {
        return new Routine(
                row.getLong("oid"),
                row.getString("name"),
                row.getString("arguments"),
                row.getString("validator"),
                row.getBoolean("procedural"),
                row.getBoolean("callable"),
                row.getBoolean("procedure"),
                String.valueOf(row.getString("source")),
                row.getString("definition"),
                row.getBoolean("variadic"),
                List.of((String[]) row.getArray("types").getArray()),
                Optional.ofNullable(row.getString("search_path")));
    }

    String object() {
        return "function " + name + "(" + arguments + ")";
    }

    String call() {
        List<String> values = new ArrayList<>();
        for (String type : types) {
            boolean list = variadic && values.size() == types.size() - 1;
            values.add((list ? "variadic " : "") + GeneratedValue.of(type));
        }
        return (procedure ? "call " : "select ") + name + "(" + String.join(", ", values) + ")";
    }

    /** As CREATE FUNCTION itself does it: a body is read with the function's own search path. */
    String path() {
        return searchPath
                .map(path -> "select pg_catalog.set_config('search_path', '" + path.replace("'", "''") + "', true)")
                .orElse("select 1");
    }

    /** The statement that gives it another text for as long as it is tried out. */
    String withText(String text) {
        int at = definition.lastIndexOf(source);
        if (at < 0) {
            return "select 1";
        }
        return definition.substring(0, at) + text + definition.substring(at + source.length());
    }

    /** The variants of its text that go ways which values may not lead to; none of what is not written in PL/pgSQL. */
    List<String> variants() {
        return procedural && definition.contains(source) ? BranchReader.variants(source) : List.of();
    }

    /** What tells a way through this text apart from all others, those through another text included. */
    String way(String how) {
        return object() + " " + Integer.toHexString(source.hashCode()) + " " + how;
    }

    Fault fault(Failure failure) {
        return new Fault(object(), failure.meaning() + ": " + failure.describe());
    }
}
