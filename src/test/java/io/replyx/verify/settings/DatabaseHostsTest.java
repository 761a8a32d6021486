package io.replyx.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseHostsTest {
    private static final String CANARY = "S3cr3tCANARY";

    private static DatabaseHosts parse(String hosts, String query) {
        return new Environment(
                        Map.of("DATABASE_URL", "postgresql://ada:" + CANARY + "@" + hosts + "/replyx" + query),
                        Path.of(""))
                .database()
                .orElseThrow()
                .hosts();
    }

    @Test
    void hosts_keep_their_order_and_each_its_port() {
        DatabaseHosts hosts = parse("one:6000,two,[::1]:7000", "?sslmode=require");

        assertThat(hosts.each())
                .extracting(DatabaseUrl::address)
                .containsExactly("one:6000/replyx", "two:5432/replyx", "[::1]:7000/replyx");
        assertThat(hosts.each()).allSatisfy(url -> {
            assertThat(url.sslMode()).isEqualTo(SslMode.REQUIRE);
            assertThat(url.password()).isEqualTo(Secret.of(CANARY));
        });
        assertThat(hosts.address()).isEqualTo("one:6000,two:5432,[::1]:7000/replyx");
        assertThat(hosts.toString()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @EnumSource
    void the_session_that_is_meant_is_said_in_libpqs_words(TargetSession session) {
        assertThat(parse("one,two", "?target_session_attrs=" + session.text()).session())
                .isEqualTo(session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one,",
                ",one",
                "one,,two",
                "one two",
                "one:1,two:x",
                "one,/var/run/postgresql",
                "one,%2Fvar%2Frun",
                "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q"
            })
    void a_wrong_host_among_several_is_refused(String hosts) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> parse(hosts, ""))
                .withMessageStartingWith("DATABASE_URL ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(CANARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Primary", "master", "secondary", "primary&target_session_attrs=any"})
    void a_wrong_session_is_refused(String session) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> parse("one,two", "?target_session_attrs=" + session))
                .withMessageContaining("the parameter target_session_attrs ");
    }

    @ParameterizedTest
    @CsvSource({
        "any, true, true, true",
        "read-write, false, false, true",
        "read-write, true, false, false",
        "read-write, false, true, false",
        "read-only, true, false, true",
        "read-only, false, true, true",
        "read-only, false, false, false",
        "primary, false, true, true",
        "primary, true, false, false",
        "standby, true, false, true",
        "standby, false, true, false",
        "prefer-standby, true, false, true",
        "prefer-standby, false, false, false"
    })
    void a_server_is_what_is_meant_or_not(String session, boolean standby, boolean readOnly, boolean matches) {
        assertThat(TargetSession.spelt(session).orElseThrow().matches(standby, readOnly))
                .isEqualTo(matches);
    }

    @Test
    void a_command_that_writes_means_the_primary_of_several() {
        assertThat(parse("one,two", "").forWriting("deploy").session()).isEqualTo(TargetSession.PRIMARY);
        assertThat(parse("one,two", "?target_session_attrs=any")
                        .forWriting("deploy")
                        .session())
                .isEqualTo(TargetSession.PRIMARY);
        assertThat(parse("one,two", "?target_session_attrs=read-write")
                        .forWriting("deploy")
                        .session())
                .isEqualTo(TargetSession.READ_WRITE);
        assertThat(parse("one", "").forWriting("deploy").needAsking()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-only", "standby", "prefer-standby"})
    void a_command_that_writes_takes_no_host_that_does_not(String session) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() ->
                        parse("one,two", "?target_session_attrs=" + session).forWriting("deploy"))
                .withMessageContaining("./verify deploy writes")
                .withMessageContaining("target_session_attrs=" + session);
    }

    @Test
    void a_standby_is_preferred_unless_something_else_was_said() {
        assertThat(parse("one,two", "").preferringStandby().session()).isEqualTo(TargetSession.PREFER_STANDBY);
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(
                        () -> parse("one,two", "?target_session_attrs=primary").preferringStandby())
                .withMessageContaining("--prefer-standby contradicts target_session_attrs=primary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql:///replyx?host=/var/run/S3cr3tCANARY",
                "postgresql://ada:S3cr3tCANARY@db/replyx?host=/var/run/postgresql",
                "postgresql://ada:S3cr3tCANARY@db/replyx?hostaddr=127.0.0.1",
                "postgresql://ada:S3cr3tCANARY@/replyx",
                "postgresql://ada:S3cr3tCANARY@%2Fvar%2Frun/replyx"
            })
    void a_unix_socket_is_called_what_it_is(String url) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> new Environment(Map.of("DATABASE_URL", url), Path.of("")).database())
                .withMessageContaining("Unix socket")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(CANARY));
    }
}
