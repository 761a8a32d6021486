package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementExcerptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter role a password 'canary'",
                "alter role a password 'it''s canary'",
                "alter role a password E'it\\'s canary'",
                "alter role a password 'canary",
                "alter role a password E'canary\\",
                "select 1 /* canary */",
                "select 1 /* canary",
                "select 1 -- canary",
                "select $$canary$$",
                "select $tag$ canary $tag$",
            })
    void shows_no_value_and_no_comment(String statement) {
        assertThat(StatementExcerpt.of(statement)).doesNotContain("canary").containsAnyOf("alter role a", "select");
    }
}
