package io.replyx.verify.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.RuleBroken;
import io.replyx.verify.assertion.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckTest {
    private final Check check = new Check();

    @Test
    void holds_when_something_was_examined_and_nothing_found() {
        check.each(List.of("a", "b"), item -> item, item -> assertThat(item).isNotEmpty());

        assertThatCode(() -> check.conclude("All are named", false)).doesNotThrowAnyException();
        assertThat(check.examined()).isEqualTo(2);
    }

    @Test
    void goes_on_after_the_first_finding() {
        check.each(
                List.of("a", "", "b", ""),
                item -> "item '" + item + "'",
                item -> assertThat(item).isNotEmpty());

        assertThatThrownBy(() -> check.conclude("All are named", false))
                .isInstanceOfSatisfying(
                        RuleBroken.class,
                        broken -> assertThat(broken.findings())
                                .extracting(Finding::object)
                                .containsExactly("item ''", "item ''"));
    }

    @Test
    void fails_when_nothing_was_examined_unless_that_is_expected() {
        check.each(List.<String>of(), item -> item, item -> {});

        assertThatThrownBy(() -> check.conclude("All are named", false))
                .isInstanceOf(RuleBroken.class)
                .hasMessageContaining("nothing was examined");
        assertThatCode(() -> check.conclude("All are named", true)).doesNotThrowAnyException();
    }

    @Test
    void a_note_breaks_nothing_and_stands_behind_what_does() {
        check.examines(1);
        check.found(Finding.note("column public.t.c", "stands last"));
        assertThatCode(() -> check.conclude("All is well", false)).doesNotThrowAnyException();

        check.found(Finding.broken("column public.t.d", "missing"));
        assertThatThrownBy(() -> check.conclude("All is well", false)).isInstanceOf(RuleBroken.class);
        assertThat(check.findings()).extracting(Finding::severity).containsExactly(Severity.BROKEN, Severity.NOTE);
    }

    @Test
    void an_error_that_is_no_assertion_is_not_taken_for_a_finding() {
        assertThatThrownBy(() -> check.that("object", () -> {
                    throw new IllegalStateException("connection lost");
                }))
                .isInstanceOf(IllegalStateException.class);
    }
}
