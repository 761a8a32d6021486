package io.replyx.verify.database.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 'S3cr3t', 4711 | select ?, ?",
                "select E'S3\\'cr3t' from t | select ? from t",
                "select $x$S3cr3t$x$ | select ?",
                "select \"a\"\"b\" from public.t where x=$1 | select \"a\"\"b\" from public.t where x=$?",
                "select '[1,2]'::vector <-> v | select ?::vector <-> v",
                "SELECT  1.5e3 /* S3cr3t */ -- S3cr3t | select ?"
            })
    void every_value_is_left_out(String sql, String shown) {
        assertThat(StatementText.withoutValues(sql)).isEqualTo(shown);
    }

    @Test
    void a_statement_of_several_lines_is_told_on_one() {
        assertThat(StatementText.withoutValues("select a,\n       b\nfrom t")).isEqualTo("select a, b from t");
    }
}
