package io.replyx.verify.evidence.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void what_is_gone_while_there_is_time_is_not_told() {
        Patience patience = new Patience(Duration.ofHours(1), Duration.ofHours(1));

        assertThat(patience.isLeftFor("function a()")).isTrue();
        patience.ended();
        assertThat(patience.unfinished()).isEmpty();
    }

    @Test
    void a_function_that_takes_all_of_its_time_leaves_some_to_the_next() {
        Patience patience = new Patience(Duration.ofNanos(1), Duration.ofHours(1));
        patience.isLeftFor("function a()");
        patience.ended();

        assertThat(patience.isLeftFor("function a()")).isFalse();
        patience.turn();
        assertThat(patience.isLeftFor("function b()")).isTrue();
        assertThat(patience.unfinished()).containsExactly("function a()");
    }

    @Test
    void there_is_an_end_for_all_together() {
        Patience patience = new Patience(Duration.ofHours(1), Duration.ofNanos(1));
        patience.isLeftFor("function a()");
        patience.ended();
        patience.turn();

        assertThat(patience.isLeftFor("function b()")).isFalse();
        assertThat(patience.unfinished()).containsExactly("function b()");
    }
}
