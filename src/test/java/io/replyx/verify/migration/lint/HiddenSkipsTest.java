package io.replyx.verify.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenSkipsTest {
    private static final String DROP = "drop index if exists ix";
    private static final Notice MISSING = new Notice("index \"ix\" does not exist, skipping", DROP);

    @Test
    void finds_what_a_script_passed_over_and_its_line() {
        Script script = script("select 1;\n\n" + DROP + ";\n", true);

        assertThat(HiddenSkips.of(script, List.of(MISSING, new Notice("vacuuming", "vacuum"))))
                .containsExactly(MISSING);
        assertThat(MISSING.lineIn(script)).isEqualTo(Optional.of(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DROP + "; create index ix on t (a)",
                DROP + "; create index concurrently other on t (a)",
                DROP + "; create table ix (a int)",
                DROP + "; alter index other rename to ix"
            })
    void leaves_alone_what_is_made_anew_or_can_be_run_again(String text) {
        assertThat(HiddenSkips.of(script(text, true), List.of(MISSING))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index ix on t (a); " + DROP,
                DROP + "; create index other on ix (a)",
                DROP + "; alter table t add constraint other check (ix > 0)",
                "drop index if exists app.ix; create index concurrently_ on t (a); create table shop.ix (a int)",
                "alter table if exists ix add column a int",
                "alter table t drop constraint if exists ix, add constraint other check (a > 0)"
            })
    void finds_what_only_shares_a_name_or_a_script_with_something_new(String text) {
        String passedOver =
                text.contains("app.ix") ? "drop index if exists app.ix" : text.startsWith("alter") ? text : DROP;

        assertThat(HiddenSkips.of(
                        script(text, true),
                        List.of(new Notice("relation \"ix\" does not exist, skipping", passedOver))))
                .hasSize(1);
    }

    @Test
    void leaves_alone_scripts_outside_a_transaction_and_extensions() {
        assertThat(HiddenSkips.of(script(DROP, false), List.of(MISSING))).isEmpty();
        assertThat(HiddenSkips.of(
                        script("create extension if not exists vector", true),
                        List.of(new Notice("extension \"vector\" already exists, skipping", ""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"; alter table t add constraint ix check (a > 0)", ", add constraint ix check (a > 0)"})
    void leaves_alone_a_constraint_that_is_made_anew(String next) {
        String drop = "alter table t drop constraint if exists ix";
        String text = drop + next;
        Notice missing = new Notice(
                "constraint \"ix\" of relation \"t\" does not exist, skipping", next.startsWith(",") ? text : drop);

        assertThat(HiddenSkips.of(script(text, true), List.of(missing))).isEmpty();
    }

    @Test
    void knows_a_function_by_its_name() {
        Notice missing = new Notice("function f(integer) does not exist, skipping", "drop function if exists f(int)");

        assertThat(HiddenSkips.of(
                        script("drop function if exists f(int); create function f(int) returns int", true),
                        List.of(missing)))
                .isEmpty();
        assertThat(HiddenSkips.of(script("drop function if exists f(int)", true), List.of(missing)))
                .containsExactly(missing);
    }

    private static Script script(String text, boolean transactional) {
        return new Script(Path.of("U2__x.sql"), text, ScriptHeader.parse(text), transactional);
    }
}
