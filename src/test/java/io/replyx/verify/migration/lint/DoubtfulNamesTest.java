package io.replyx.verify.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtfulNamesTest {
    @Test
    void names_the_routine_that_is_open_to_its_callers() {
        assertThat(open("CREATE OR REPLACE FUNCTION shop.total(wanted int) RETURNS int LANGUAGE sql SECURITY DEFINER"
                        + " AS 'SELECT 1';\n"
                        + "CREATE PROCEDURE purge() LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';"))
                .satisfiesExactly(
                        doubt -> assertThat(doubt.message()).startsWith("function shop.total is SECURITY DEFINER"),
                        doubt -> assertThat(doubt.message()).startsWith("procedure purge is SECURITY DEFINER"));
    }

    @Test
    void is_quiet_where_the_same_script_closes_it() {
        assertThat(open("CREATE FUNCTION shop.total() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';\n"
                        + "ALTER FUNCTION shop.total() SET search_path = pg_catalog, pg_temp;\n"
                        + "CREATE FUNCTION shop.other() RETURNS int LANGUAGE sql SECURITY DEFINER"
                        + " SET search_path = pg_catalog, pg_temp AS 'SELECT 1';\n"
                        + "CREATE FUNCTION shop.invoked() RETURNS int LANGUAGE sql SECURITY INVOKER AS 'SELECT 1';"))
                .isEmpty();
    }

    @Test
    void that_another_function_is_closed_says_nothing_of_this_one() {
        assertThat(open("CREATE FUNCTION shop.total() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';\n"
                        + "ALTER FUNCTION shop.other SET search_path = pg_catalog, pg_temp;"))
                .singleElement()
                .satisfies(doubt -> assertThat(doubt.message()).startsWith("function shop.total is"));
    }

    private static List<Doubt> open(String sql) {
        return DoubtfulNames.leftToCallers(
                new Script(Path.of("V1__functions.sql"), sql, ScriptHeader.parse(sql), true));
    }
}
