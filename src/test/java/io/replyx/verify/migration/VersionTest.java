package io.replyx.verify.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "2, 10",
        "1.2, 1.10",
        "1, 1.1",
        "20240101, 20240102",
        "99999999999999999999, 100000000000000000000"
    })
    void orders_versions_as_flyway_does(String lower, String higher) {
        assertThat(Version.of(lower)).isLessThan(Version.of(higher));
        assertThat(MigrationVersion.fromVersion(lower)).isLessThan(MigrationVersion.fromVersion(higher));
    }

    @ParameterizedTest
    @CsvSource({"1, 01", "1, 1.0", "1.2, 1_2", "1.0.0, 1"})
    void holds_versions_for_the_same_that_flyway_does(String one, String other) {
        assertThat(Version.of(one)).isEqualTo(Version.of(other)).hasSameHashCodeAs(Version.of(other));
        assertThat(MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1a", "1..2", ".1", "1.", "-1", "1 ", "١"})
    void is_no_version(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }
}
