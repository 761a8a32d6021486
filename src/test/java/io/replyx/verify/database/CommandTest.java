package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    /** The build sets it for all tests. */
    private static final String FOREIGN = "TESTCONTAINERS_RYUK_DISABLED";

    @Test
    void a_program_gets_what_it_needs_of_the_environment_and_what_it_is_given() {
        List<String> seen = Command.of("env").with("PGHOST", "db").run();

        assertThat(System.getenv()).containsKey(FOREIGN);
        assertThat(seen)
                .anyMatch(line -> line.startsWith("PATH="))
                .contains("PGHOST=db", "LC_ALL=C")
                .noneMatch(line -> line.startsWith(FOREIGN));
    }
}
