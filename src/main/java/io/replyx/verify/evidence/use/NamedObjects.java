package io.replyx.verify.evidence.use;

import io.replyx.verify.evidence.use.Use.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Functions and views: whether what their texts name is there, which the server checks only where it tracks it. */
final class NamedObjects {
    private static final String FUNCTIONS = """
            select p.oid::pg_catalog.int8 as oid,
                   pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) as name,
                   pg_catalog.pg_get_function_identity_arguments(p.oid) as arguments,
                   l.lanvalidator::pg_catalog.regproc::text as validator,
                   l.lanname = 'plpgsql' and p.prorettype not in ('pg_catalog.trigger'::pg_catalog.regtype,
                     'pg_catalog.event_trigger'::pg_catalog.regtype)
                     and not exists (select from pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) as a(oid)
                                     join pg_catalog.pg_type t on t.oid = a.oid where t.typtype = 'p') as callable,
                   p.prokind = 'p' as procedure,
                   array(select pg_catalog.format_type(a.oid, null)
                         from pg_catalog.unnest(p.proargtypes::pg_catalog.oid[]) with ordinality as a(oid, place)
                         order by a.place) as types,
                   (select pg_catalog.split_part(c.setting, '=', 2) from pg_catalog.unnest(p.proconfig) as c(setting)
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
    private static final String VIEWS = """
            select case c.relkind when 'm' then 'materialized view ' else 'view ' end
                     || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) as name,
                   pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';') as query
            from pg_catalog.pg_class c
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('v', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
              and not exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
            order by 1
            """;

    private final Attempts attempts;

    NamedObjects(Attempts attempts) {
        this.attempts = attempts;
    }

    private record Routine(
            long oid,
            String name,
            String arguments,
            String validator,
            boolean callable,
            boolean procedure,
            List<String> types,
            Optional<String> searchPath) {

        static Routine of(ResultSet row) throws SQLException {
            return new Routine(
                    row.getLong("oid"),
                    row.getString("name"),
                    row.getString("arguments"),
                    row.getString("validator"),
                    row.getBoolean("callable"),
                    row.getBoolean("procedure"),
                    List.of((String[]) row.getArray("types").getArray()),
                    Optional.ofNullable(row.getString("search_path")));
        }

        String object() {
            return "function " + name + "(" + arguments + ")";
        }

        String call() {
            List<String> values = new ArrayList<>();
            types.forEach(type -> values.add(GeneratedValue.of(type)));
            return (procedure ? "call " : "select ") + name + "(" + String.join(", ", values) + ")";
        }

        /** As CREATE FUNCTION itself does it: a body is read with the function's own search path. */
        String path() {
            return searchPath
                    .map(path -> "set local search_path = " + (path.isEmpty() ? "''" : path))
                    .orElse("select 1");
        }
    }

    /** Look at all of them, add what is at fault, and tell how many there were. */
    int examine(List<Fault> broken) throws SQLException {
        List<Routine> routines = attempts.read(FUNCTIONS, Routine::of);
        for (Routine routine : routines) {
            routine(routine).ifPresent(broken::add);
        }
        List<String[]> views =
                attempts.read(VIEWS, row -> new String[] {row.getString("name"), row.getString("query")});
        for (String[] view : views) {
            attempts.tryOut("select * from (" + view[1] + ") as v limit 0")
                    .filter(Failure::namesNothing)
                    .map(failure -> new Fault(view[0], "cannot be read: " + failure.describe()))
                    .ifPresent(broken::add);
        }
        return routines.size() + views.size();
    }

    private Optional<Fault> routine(Routine routine) throws SQLException {
        Optional<Failure> failure = attempts.tryOut(
                        routine.path(), "select " + routine.validator() + "(" + routine.oid() + ")")
                .filter(Failure::namesNothing);
        if (failure.isEmpty() && routine.callable()) {
            failure = attempts.tryOut(routine.call())
                    .filter(failed -> failed.namesNothing() && !failed.where().isEmpty());
        }
        return failure.map(failed -> new Fault(routine.object(), "names what is not there: " + failed.describe()));
    }
}
