package io.replyx.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFileTest {
    private static final String TWO = """
            targets:
              - name: shop-eu
                variable: SHOP_EU_URL
              - name: shop-us
                variable: SHOP_US_URL
            """;

    @Test
    void lists_names_and_variables_in_their_order() {
        assertThat(TargetFile.parse("t.yaml", TWO))
                .containsExactly(
                        new ListedTarget("shop-eu", "SHOP_EU_URL"), new ListedTarget("shop-us", "SHOP_US_URL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "targets: []|lists no target",
                "target: []|target",
                "targets: [{name: a, variable: A, port: 1}]|port",
                "targets: [{variable: A}]|targets[0] has no name",
                "targets: [{name: a}]|targets[0] has no variable",
                "targets: [{name: a, variable: A}, {name: A, variable: B}]|targets[1].name: there are two targets A",
                "targets: [{name: a, variable: A}, {name: b, variable: A}]|a and b are both A",
                "targets: [{name: ../a, variable: A}]|targets[0].name",
                "targets: [{name: a/b, variable: A}]|targets[0].name",
                "targets: [{name: junit, variable: A}]|targets[0].name",
                "targets: [{name: a, variable: A-B}]|targets[0].variable is no name",
                "targets: [a]|targets[0]",
                "targets: [null]|targets[0] has no name",
                "targets: [{name: 1, variable: A}]|targets[0].name",
                "targets: {a: b}|targets",
            })
    void names_every_wrong_entry(String yaml, String named) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> TargetFile.parse("t.yaml", yaml))
                .withMessageContaining("t.yaml")
                .withMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "targets: [{name: a, variable: 'postgresql://u:CANARY@h/d'}]",
                "targets: [{name: 'postgresql://u:CANARY@h/d', variable: A}]",
                "targets: [{name: a, variable: A, 'postgresql://u:CANARY@h/d': x}]",
                "targets: [{name: a, variable: [postgresql://u:CANARY@h/d]}]",
                "targets: postgresql://u:CANARY@h/d",
                "postgresql://u:CANARY@h/d",
                "targets:\n  - name: a\n   url: postgresql://u:CANARY@h/d\n",
            })
    void a_url_in_the_file_is_refused_and_not_shown(String yaml) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> TargetFile.parse("t.yaml", yaml))
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("CANARY"));
    }

    @Test
    void every_variable_that_is_missing_or_wrong_is_named_at_once() {
        List<ListedTarget> listed =
                List.of(new ListedTarget("a", "A_URL"), new ListedTarget("b", "B_URL"), new ListedTarget("c", "C_URL"));
        Environment environment = new Environment(
                Map.of("A_URL", "postgresql://u:CANARY@h/d", "B_URL", "mysql://u:CANARY@h/d"), Path.of(""));

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> Target.of(listed, environment))
                .withMessageContainingAll("B_URL does not begin", "C_URL is not set: it holds the URL of c")
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("CANARY", "A_URL"));
    }

    @Test
    void one_database_under_two_names_is_refused() {
        List<ListedTarget> listed = List.of(new ListedTarget("a", "A_URL"), new ListedTarget("b", "B_URL"));
        Environment environment = new Environment(
                Map.of("A_URL", "postgresql://u:p@h/d", "B_URL", "postgres://v:q@H:5432/d"), Path.of(""));

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> Target.of(listed, environment))
                .withMessageContaining("a and b are the same database");
    }

    private static final List<ListedTarget> ONE = List.of(new ListedTarget("a", "A_URL"));

    private static Environment with(String url, String sslMode) {
        return new Environment(Map.of("A_URL", url, "DB_SSL_MODE", sslMode), Path.of(""));
    }

    @Test
    void the_mode_beside_the_urls_goes_for_all_of_them() {
        assertThat(Target.of(ONE, with("postgresql://u:p@h/d", "verify-full"))
                        .get(0)
                        .database()
                        .hosts()
                        .first()
                        .sslMode())
                .isEqualTo(SslMode.VERIFY_FULL);
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> Target.of(ONE, with("postgresql://u:p@h/d?sslmode=require", "verify-full")))
                .withMessageContaining("says something else than DB_SSL_MODE");
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> Target.of(ONE, with("postgresql://u:p@h/d", "verify_full")))
                .withMessageContaining("DB_SSL_MODE must be one of");
    }

    @Test
    void the_pool_of_each_holds_one_connection_and_keeps_what_else_is_said_of_it() {
        Map<String, String> variables =
                Map.of("A_URL", "postgresql://u:p@h/d", "DB_POOL_SIZE", "7", "DB_POOL_TIMEOUT", "3", "DB_ECHO", "true");

        PoolSettings pool = Target.of(ONE, new Environment(variables, Path.of("")))
                .get(0)
                .database()
                .pool();

        assertThat(pool.largest()).isEqualTo(1);
        assertThat(pool.patience()).isEqualTo(Duration.ofSeconds(3));
        assertThat(pool.echo()).isTrue();
    }

    @Test
    void a_target_may_have_several_hosts_each_of_which_it_has_alone() {
        String url = "postgresql://u:p@one,two:5433/d?target_session_attrs=standby";
        List<ListedTarget> listed = List.of(new ListedTarget("a", "A_URL"), new ListedTarget("b", "B_URL"));

        Target target = Target.of(ONE, new Environment(Map.of("A_URL", url), Path.of("")))
                .get(0);

        assertThat(target.database().hosts().address()).isEqualTo("one:5432,two:5433/d");
        assertThat(target.database().hosts().session()).isEqualTo(TargetSession.STANDBY);
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> Target.of(
                        listed,
                        new Environment(Map.of("A_URL", url, "B_URL", "postgresql://u:p@two:5433/d"), Path.of(""))))
                .withMessageContaining("a and b are the same database, two:5433/d");
    }
}
