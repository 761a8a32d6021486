package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.settings.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "p@ss \"w/ö$",
                "p%40ss%20%22w%2F%C3%B6%24",
                "p%40ss+%22w%2f%c3%b6%24",
                "p@ss%20\"w/ö$",
                "p@ss \\\"w\\/ö$"
            })
    void masks_a_secret_in_every_form(String written) {
        Redaction redaction = Redaction.of(List.of(Secret.of("p@ss \"w/ö$")));

        assertThat(redaction.apply("a " + written + " b " + written)).isEqualTo("a ******** b ********");
    }

    @Test
    void masks_the_longest_of_overlapping_secrets() {
        Redaction redaction = Redaction.of(List.of(Secret.of("abc"), Secret.of("abcdef")));

        assertThat(redaction.apply("abcdef abc")).isEqualTo("******** ********");
    }

    @Test
    void leaves_a_text_alone_without_secrets() {
        assertThat(Redaction.of(List.of(Secret.of(""))).apply("text")).isEqualTo("text");
        assertThat(Redaction.of(List.of()).apply("text")).isEqualTo("text");
    }
}
