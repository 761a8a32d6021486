package io.replyx.verify.evidence.use;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Functions and views: whether what their texts name is there, which the server checks only where it tracks it. */
final class NamedObjects {
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

    private static final String DEFAULTS = """
            select 'column ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) || '.'
                     || pg_catalog.quote_ident(a.attname) as name,
                   pg_catalog.pg_get_expr(d.adbin, d.adrelid) as expression
            from pg_catalog.pg_attrdef d
            join pg_catalog.pg_class c on c.oid = d.adrelid
            join pg_catalog.pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
            join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where a.attgenerated = '' and not a.attisdropped and n.nspname !~ '^pg_'
              and n.nspname <> 'information_schema'
              and not exists (
                select from pg_catalog.pg_depend e
                where e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and e.objid = c.oid and e.deptype = 'e')
            order by 1
            """;

    private final Attempts attempts;
    private final Ways ways;

    NamedObjects(Attempts attempts, Ways ways) {
        this.attempts = attempts;
        this.ways = ways;
    }

    /** Look at all of them, add what is at fault, and tell how many there were. */
    int examine(List<Routine> routines, List<Fault> broken) throws SQLException {
        for (Routine routine : routines) {
            routine(routine).ifPresent(broken::add);
        }
        int views = each(VIEWS, "select * from (%s) as v limit 0", "cannot be read: ", broken);
        return routines.size() + views + each(DEFAULTS, "select %s", "has a default that cannot be computed: ", broken);
    }

    private int each(String query, String trial, String message, List<Fault> broken) throws SQLException {
        List<String[]> named = attempts.read(query, row -> new String[] {row.getString(1), row.getString(2)});
        String[] trials = named.stream().map(one -> trial.replace("%s", one[1])).toArray(String[]::new);
        if (attempts.tryOut(trials).isEmpty()) {
            // All at once, which takes a fraction of the time.
            return named.size();
        }
        for (int i = 0; i < trials.length; i++) {
            String object = named.get(i)[0];
            attempts.tryOut(trials[i])
                    .filter(Failure::namesNothing)
                    .map(failure -> new Fault(object, message + failure.describe()))
                    .ifPresent(broken::add);
        }
        return named.size();
    }

    private Optional<Fault> routine(Routine routine) throws SQLException {
        Optional<Failure> failure = attempts.tryOut(
                        routine.path(), "select " + routine.validator() + "(" + routine.oid() + ")")
                .filter(Failure::ofTheText);
        if (failure.isEmpty() && routine.callable()) {
            failure = called(routine);
        }
        return failure.map(routine::fault);
    }

    /** What it names in its text is judged; what it puts together, or where no value leads, beside another state only. */
    private Optional<Failure> called(Routine routine) throws SQLException {
        Optional<Failure> call = attempts.tryOut(routine.call());
        Optional<Failure> written = call.filter(failure -> failure.namesNothingWrittenIn(routine.source()));
        if (written.isEmpty()) {
            ways.tried(routine.way("called"), call, Failure::ofAFunctionsText, routine);
            intoBranches(routine);
        }
        return written;
    }

    private void intoBranches(Routine routine) throws SQLException {
        ways.turn();
        int branch = 0;
        for (String variant : routine.variants()) {
            ways.force(
                    routine.way("called in branch " + branch++),
                    () -> attempts.tryOut(routine.withText(variant), routine.call()),
                    failure -> failure.ofThisText(routine.source()),
                    routine);
        }
    }
}
