package io.replyx.verify.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    @Test
    void takes_every_nth_beginning_with_its_own() {
        assertThat(Shard.parse("2/3").select(List.of("a", "b", "c", "d", "e"))).containsExactly("b", "e");
        assertThat(Shard.parse("3/3").select(List.of("a", "b", "c", "d", "e"))).containsExactly("c");
    }

    @Test
    void all_parts_together_are_the_whole_and_nothing_twice() {
        List<Integer> all = IntStream.range(0, 101).boxed().toList();
        for (int of = 1; of <= all.size(); of++) {
            int parts = of;
            List<Integer> joined = IntStream.rangeClosed(1, of)
                    .boxed()
                    .flatMap(index -> new Shard(index, parts).select(all).stream())
                    .toList();

            assertThat(joined).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "1", "a/b", "1/0", "-1/3", "1/3/3", "01/3", "", "1 / 3", "99999/99999"})
    void what_is_no_part_is_refused(String text) {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> Shard.parse(text))
                .withMessageContaining("--shard " + text);
    }

    @Test
    void more_parts_than_entries_are_refused() {
        assertThatExceptionOfType(WrongUse.class)
                .isThrownBy(() -> new Shard(1, 3).select(List.of("a", "b")))
                .withMessageContaining("there are only 2");
    }
}
