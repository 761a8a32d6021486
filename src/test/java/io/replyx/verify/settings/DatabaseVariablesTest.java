package io.replyx.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseVariablesTest {
    private static final String CANARY = "S3cr3tCANARY%40";
    private static final String URL = "postgresql://ada:S3cr3tCANARY%2540@db:6000/replyx";
    private static final Map<String, String> PARTS =
            Map.of("DB_HOST", "db", "DB_PORT", "6000", "DB_NAME", "replyx", "DB_USER", "ada", "DB_PASSWORD", CANARY);

    private static DatabaseTarget target(Map<String, String> variables) {
        return new Environment(variables, Path.of("")).database().orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(name, value);
        return more;
    }

    private static Map<String, String> url(String name, String value) {
        return with(Map.of("DATABASE_URL", URL), name, value);
    }

    private static void refuses(Map<String, String> variables, String words) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> target(variables))
                .withMessageContaining(words)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("S3cr3tCANARY"));
    }

    @Test
    void a_url_that_is_set_to_nothing_does_not_make_room_for_the_parts() {
        Map<String, String> variables = Map.of("DATABASE_URL", "", "DB_HOST", "h", "DB_NAME", "d", "DB_USER", "u");

        refuses(variables, "DATABASE_URL is set to nothing");
    }

    @Test
    void nothing_set_names_no_database() {
        assertThat(new Environment(Map.of(), Path.of("")).database()).isEmpty();
    }

    @Test
    void parts_name_a_database_as_they_stand() {
        DatabaseUrl url = target(PARTS).hosts().first();

        assertThat(url).isEqualTo(target(Map.of("DATABASE_URL", URL)).hosts().first());
        assertThat(url.password().reveal()).isEqualTo(CANARY);
    }

    @Test
    void the_port_and_the_password_may_be_missing() {
        DatabaseUrl url = target(Map.of("DB_HOST", "::1", "DB_NAME", "replyx", "DB_USER", "ada"))
                .hosts()
                .first();

        assertThat(url.address()).isEqualTo("[::1]:5432/replyx");
        assertThat(url.password()).isEqualTo(Secret.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DB_HOST", "DB_NAME", "DB_USER"})
    void a_part_without_which_there_is_no_database_is_missed_by_name(String name) {
        Map<String, String> parts = new HashMap<>(PARTS);
        parts.remove(name);

        refuses(parts, name + " is not set, although ");
    }

    @Test
    void parts_that_agree_with_the_url_are_fine() {
        assertThat(target(with(PARTS, "DATABASE_URL", URL)).hosts())
                .isEqualTo(target(PARTS).hosts());
    }

    @ParameterizedTest
    @CsvSource({"DB_HOST, other", "DB_PORT, 5432", "DB_NAME, other", "DB_USER, bob", "DB_PASSWORD, S3cr3tCANARY"})
    void a_part_that_contradicts_the_url_is_refused(String name, String value) {
        refuses(url(name, value), name + " says something else than DATABASE_URL");
    }

    @Test
    void a_part_agrees_with_several_hosts_only_if_it_is_true_of_all() {
        Map<String, String> several = Map.of("DATABASE_URL", "postgresql://ada@one,two/replyx");

        assertThat(target(with(several, "DB_NAME", "replyx")).hosts().each()).hasSize(2);
        refuses(with(several, "DB_HOST", "one"), "DB_HOST says something else");
    }

    @ParameterizedTest
    @CsvSource({
        "DB_HOST, /var/run/postgresql",
        "DB_HOST, 'one,two'",
        "DB_HOST, ' db'",
        "DB_HOST, '[::1]'",
        "DB_HOST, 'd b'",
        "DB_PORT, 0",
        "DB_PORT, 65536",
        "DB_PORT, abc",
        "DB_PORT, ' 5432'",
        "DB_NAME, ''",
        "DB_USER, ''",
        "DB_PASSWORD, ''"
    })
    void a_wrong_part_is_named(String name, String value) {
        refuses(with(PARTS, name, value), name + " ");
    }

    @Test
    void a_control_character_in_a_part_is_refused() {
        refuses(with(PARTS, "DB_PASSWORD", "S3cr3tCANARY\n"), "DB_PASSWORD holds a control character");
        refuses(with(PARTS, "DB_NAME", "x".repeat(64)), "DB_NAME is longer");
    }

    @Test
    void the_mode_beside_the_url_is_taken_where_the_url_states_none() {
        assertThat(target(url("DB_SSL_MODE", "verify-full")).hosts().first().sslMode())
                .isEqualTo(SslMode.VERIFY_FULL);
        assertThat(target(with(PARTS, "DB_SSL_MODE", "require")).hosts().first().sslMode())
                .isEqualTo(SslMode.REQUIRE);
        assertThat(target(Map.of("DATABASE_URL", URL + "?sslrootcert=/ca.pem", "DB_SSL_MODE", "verify-ca"))
                        .hosts()
                        .first()
                        .sslRootCert())
                .contains(Path.of("/ca.pem"));
        assertThat(target(Map.of("DATABASE_URL", URL + "?sslmode=require", "DB_SSL_MODE", "require"))
                        .hosts()
                        .first()
                        .sslMode())
                .isEqualTo(SslMode.REQUIRE);
    }

    @Test
    void a_mode_that_contradicts_the_url_is_refused() {
        refuses(
                Map.of("DATABASE_URL", URL + "?sslmode=require", "DB_SSL_MODE", "verify-full"),
                "the parameter sslmode says something else than DB_SSL_MODE");
    }

    @Test
    void the_pool_is_read() {
        Map<String, String> variables = new HashMap<>(Map.of("DATABASE_URL", URL));
        variables.putAll(Map.of("DB_POOL_SIZE", "3", "DB_MAX_OVERFLOW", "0", "DB_ECHO", "true"));
        variables.putAll(Map.of("DB_POOL_TIMEOUT", "5", "DB_POOL_RECYCLE", "60", "ENV", "production"));

        assertThat(target(variables).pool())
                .isEqualTo(new PoolSettings(3, 0, Duration.ofSeconds(5), Duration.ofMinutes(1), true));
        assertThat(target(Map.of("DATABASE_URL", URL)).pool()).isEqualTo(PoolSettings.standard());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "1.5",
                "1e3",
                "0x10",
                "+5",
                "2147483648",
                "10abc",
                "٥",
                "10000",
                "NaN",
                "true",
                " 5",
                "5 ",
                "05"
            })
    void a_pool_has_a_size_in_plain_digits(String value) {
        refuses(url("DB_POOL_SIZE", value), "DB_POOL_SIZE ");
    }

    @ParameterizedTest
    @CsvSource({
        "DB_MAX_OVERFLOW, -1",
        "DB_POOL_TIMEOUT, 0",
        "DB_POOL_RECYCLE, -1",
        "DB_ECHO, True",
        "DB_ECHO, yes",
        "DB_ECHO, 1",
        "DB_ECHO, ''",
        "DB_ECHO, 'true '",
        "DB_SSL_MODE, Require",
        "DB_SSL_MODE, verify_full",
        "DB_SSL_MODE, ''",
        "DB_SSL_MODE, ' require'",
        "ENV, 'prod '"
    })
    void any_other_wrong_value_is_named(String name, String value) {
        refuses(url(name, value), name + " ");
    }
}
