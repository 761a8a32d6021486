package io.replyx.verify.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The excerpt of a statement that failed")
class ScriptFailureTest {
    private static final String COLUMNS = "a int, ".repeat(40);

    @Test
    void names_the_tables_that_its_end_refers_to_once_each() {
        String statement = "CREATE TABLE t (" + COLUMNS
                + "b int REFERENCES public.one (id), c int REFERENCES \"Two\", d int REFERENCES public.one (id))";

        assertThat(ScriptFailure.excerpt(statement))
                .startsWith("CREATE TABLE t (a int")
                .endsWith(" … REFERENCES public.one … REFERENCES \"Two\" …");
    }

    @Test
    void does_not_name_again_what_its_beginning_shows() {
        String statement = "ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES public.one";

        assertThat(ScriptFailure.excerpt(statement)).isEqualTo(statement);
    }

    @Test
    void takes_no_name_out_of_a_value() {
        String statement = "INSERT INTO t VALUES (" + "1, ".repeat(100) + "'references secret')";

        assertThat(ScriptFailure.excerpt(statement)).doesNotContain("secret");
    }
}
