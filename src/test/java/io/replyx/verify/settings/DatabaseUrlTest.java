package io.replyx.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final String CANARY = "S3cr3tCANARY";

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "postgres"})
    void a_url_names_host_port_database_user_and_password(String scheme) {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", scheme + "://ada:secret@db.example.org:6543/replyx");

        assertThat(url)
                .isEqualTo(new DatabaseUrl(
                        "db.example.org",
                        6543,
                        "replyx",
                        "ada",
                        Secret.of("secret"),
                        SslMode.PREFER,
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        "replyx-verify"));
    }

    @Test
    void port_and_password_may_be_missing() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada@db/replyx");

        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.password()).isEqualTo(Secret.of(""));
    }

    @Test
    void every_known_parameter_is_read() {
        DatabaseUrl url = DatabaseUrl.parse(
                "DATABASE_URL",
                "postgresql://ada:x@db/replyx?sslmode=verify-full&sslrootcert=%2Fetc%2Froot.crt"
                        + "&connect_timeout=3&application_name=nightly%20check");

        assertThat(url.sslMode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThat(url.sslRootCert()).contains(Path.of("/etc/root.crt"));
        assertThat(url.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(url.applicationName()).isEqualTo("nightly check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"@ : / ? # [ ] % + & = space ' \" \\ $", "пароль", "🔑", "a&b", "+", "%40", "\u00ff"})
    void a_password_may_hold_any_character(String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");

        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada:" + encoded + "@db/replyx");

        assertThat(url.password().reveal()).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource({"a+b,a+b", "a:b,a:b", "a%2Bb,a+b", "%2540,%40", "a'b,a'b"})
    void decoding_is_that_of_libpq(String written, String meant) {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada:" + written + "@db/replyx");

        assertThat(url.password().reveal()).isEqualTo(meant);
    }

    @Test
    void a_password_of_one_kibibyte_is_taken() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada:" + "x".repeat(1024) + "@db/replyx");

        assertThat(url.password().reveal()).hasSize(1024);
    }

    @ParameterizedTest
    @CsvSource({
        "[::1],::1,5432",
        "[2001:db8::5]:6000,2001:db8::5,6000",
        "127.0.0.1,127.0.0.1,5432",
        "a_b-c.d,a_b-c.d,5432"
    })
    void a_host_is_a_name_or_an_address(String written, String host, int port) {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada@" + written + "/replyx");

        assertThat(url.host()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.address()).startsWith(host.contains(":") ? "[" : host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "S3cr3tCANARY",
                "jdbc:postgresql://ada:S3cr3tCANARY@db/replyx",
                "POSTGRESQL://ada:S3cr3tCANARY@db/replyx",
                "mysql://ada:S3cr3tCANARY@db/replyx",
                "postgresql:ada:S3cr3tCANARY@db/replyx",
                " postgresql://ada:S3cr3tCANARY@db/replyx",
                "postgresql://ada:S3cr3tCANARY@db/replyx ",
                "postgresql://ada:S3cr3tCANARY@db/replyx\n",
                "postgresql://ada:S3cr3tCANARY@db/rep\tlyx",
                "postgresql://ada:S3cr3tCANARY@db/rep\u0000lyx",
                "postgresql://ada:S3cr3tCANARY%00@db/replyx",
                "postgresql://ada:S3cr3tCANARY%0a@db/replyx",
                "postgresql://ada:S3cr3tCANARY%zz@db/replyx",
                "postgresql://ada:S3cr3tCANARY%@db/replyx",
                "postgresql://ada:S3cr3tCANARY%4@db/replyx",
                "postgresql://ada:S3cr3tCANARY%ff@db/replyx",
                "postgresql://ada:S3cr3tCANARY%٤٠@db/replyx",
                "postgresql://ada:x@S3cr3tCANARY@db/replyx",
                "postgresql://ada:x/S3cr3tCANARY@db/replyx",
                "postgresql://ada:x?S3cr3tCANARY@db/replyx",
                "postgresql://ada:x@y/z?S3cr3tCANARY=1@db/replyx",
                "postgresql://ada:x#S3cr3tCANARY@db/replyx",
                "postgresql://:S3cr3tCANARY@db/replyx",
                "postgresql://db/replyx",
                "postgresql://ada:S3cr3tCANARY@/replyx",
                "postgresql:///replyx?host=/var/run/S3cr3tCANARY",
                "postgresql://ada:S3cr3tCANARY@%2Fvar%2Frun/replyx",
                "postgresql://ada:S3cr3tCANARY@db",
                "postgresql://ada:S3cr3tCANARY@db/",
                "postgresql://ada:S3cr3tCANARY@db?sslmode=require",
                "postgresql://ada:S3cr3tCANARY@db/a/b",
                "postgresql://ada:S3cr3tCANARY@db/replyx#main",
                "postgresql://ada:S3cr3tCANARY@one,two/replyx",
                "postgresql://ada:S3cr3tCANARY@one:1,two:2/replyx",
                "postgresql://ada:S3cr3tCANARY@::1/replyx",
                "postgresql://ada:S3cr3tCANARY@[::1/replyx",
                "postgresql://ada:S3cr3tCANARY@[db]/replyx",
                "postgresql://ada:S3cr3tCANARY@[fe80::1%25eth0]/replyx",
                "postgresql://ada:S3cr3tCANARY@[::1]x/replyx",
                "postgresql://ada:S3cr3tCANARY@d b/replyx",
                "postgresql://ada:S3cr3tCANARY@db\\x/replyx",
                "postgresql://ada:S3cr3tCANARY@db:0/replyx",
                "postgresql://ada:S3cr3tCANARY@db:65536/replyx",
                "postgresql://ada:S3cr3tCANARY@db:abc/replyx",
                "postgresql://ada:S3cr3tCANARY@db:/replyx",
                "postgresql://ada:S3cr3tCANARY@db:+5432/replyx",
                "postgresql://ada:S3cr3tCANARY@db:٥٤٣٢/replyx",
                "postgresql://ada:S3cr3tCANARY@db:5432:1/replyx"
            })
    void anything_else_is_refused_without_being_shown(String text) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", text))
                .withMessageStartingWith("DATABASE_URL ")
                .withNoCause()
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(CANARY));
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=Verify-Full,sslmode",
        "sslmode=verify_full,sslmode",
        "sslmode=,sslmode",
        "sslmode,sslmode",
        "sslmode=require&sslmode=disable,sslmode",
        "sslMode=require,sslMode",
        "SSLMODE=require,SSLMODE",
        "PGHOST=elsewhere,PGHOST",
        "options=-c%20statement_timeout=0,options",
        "socketFactory=java.lang.Object,socketFactory",
        "loggerFile=x,loggerFile",
        "preferQueryMode=simple,preferQueryMode",
        "currentSchema=x,currentSchema",
        "password=x,password",
        "user=x,user",
        "connect_timeout=0,connect_timeout",
        "connect_timeout=-1,connect_timeout",
        "connect_timeout=1.5,connect_timeout",
        "connect_timeout=1e3,connect_timeout",
        "connect_timeout=99999999999,connect_timeout",
        "application_name=%D0%B0,application_name",
        "application_name=%zz,application_name",
        "sslrootcert=/x,sslrootcert",
        "sslmode=require&sslrootcert=/x,sslrootcert",
        "sslmode=verify-ca&sslrootcert=system,sslrootcert",
    })
    void a_wrong_parameter_is_named(String query, String parameter) {
        String text = "postgresql://ada:" + CANARY + "@db/replyx?" + query;

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", text))
                .withMessageContaining("the parameter " + parameter + " ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(CANARY));
    }

    @Test
    void an_over_long_url_is_refused() {
        String text = "postgresql://ada:" + "x".repeat(100_000) + "@db/replyx";

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", text))
                .withMessageContaining("longer than 8192");
    }

    @Test
    void a_name_that_the_server_would_cut_short_is_refused() {
        String text = "postgresql://ada@db/" + "x".repeat(64);

        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> DatabaseUrl.parse("DATABASE_URL", text))
                .withMessageContaining("more than 63 bytes");
    }

    @Test
    void printing_a_url_shows_no_password() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada:" + CANARY + "@db/replyx");

        assertThat(url).hasToString("postgresql://ada@db:5432/replyx?sslmode=prefer");
        assertThat(url.withUser("bob", Secret.of(CANARY)).toString()).doesNotContain(CANARY);
    }

    @Test
    void another_database_and_another_user_keep_the_rest() {
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://ada:x@db/replyx?sslmode=require");

        DatabaseUrl other = url.withDatabase("postgres").withUser("bob", Secret.of("y"));

        assertThat(other.address()).isEqualTo("db:5432/postgres");
        assertThat(other.user()).isEqualTo("bob");
        assertThat(other.sslMode()).isEqualTo(SslMode.REQUIRE);
    }
}
