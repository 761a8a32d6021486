package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerMarkTest {
    private final OwnerMark own = OwnerMark.own();

    @Test
    void a_mark_is_read_as_it_was_written() {
        assertThat(OwnerMark.parse(own.toString())).contains(own);
    }

    @Test
    void a_living_process_is_an_owner_even_when_the_clock_was_set() {
        assertThat(own.isOrphaned()).isFalse();
        assertThat(new OwnerMark(own.pid(), own.host(), own.startedAt() + 1_500).isOrphaned())
                .isFalse();
    }

    @Test
    void a_process_that_took_over_the_number_is_no_owner() {
        assertThat(OwnerMark.parse(Orphans.mark()).orElseThrow().isOrphaned()).isTrue();
    }

    @Test
    void nothing_is_known_of_processes_on_another_host() {
        assertThat(new OwnerMark(own.pid(), "elsewhere", 0).isOrphaned()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1@host", "x@host:1", "1@host:", "99999999999999999999@host:1"})
    void anything_else_is_no_mark(String text) {
        assertThat(OwnerMark.parse(text)).isEmpty();
    }
}
