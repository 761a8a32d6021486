package io.replyx.verify.operation.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    private Path folder;

    private History history() {
        return new History(folder.resolve("sizes.jsonl"));
    }

    private static Sample sample(Duration ago, long bytes) {
        return new Sample(NOW.minus(ago), "host:5432/db", bytes, Map.of("public.t", bytes / 2));
    }

    @Test
    void growth_is_that_since_the_last_look_of_a_day_ago_or_earlier() {
        assertThat(history().add(sample(Duration.ofDays(4), 1000))).isEmpty();
        history().add(sample(Duration.ofDays(2), 3000));
        history().add(sample(Duration.ofHours(3), 6000));

        Growth growth = history().add(sample(Duration.ZERO, 7000)).orElseThrow();

        assertThat(growth.bytes()).isEqualTo(4000);
        assertThat(growth.daily()).isEqualTo(2000);
        assertThat(growth.tables()).containsEntry("public.t", 2000L);
    }

    @Test
    void less_than_a_day_is_not_made_a_day_of() {
        history().add(sample(Duration.ofMinutes(5), 1000));

        assertThat(history().add(sample(Duration.ZERO, 3000)).orElseThrow().daily())
                .isEqualTo(2000);
    }

    @Test
    void old_samples_are_thinned_out_and_end_after_400_days() {
        for (int day = 500; day >= 50; day -= 50) {
            history().add(sample(Duration.ofDays(day), day));
            history().add(sample(Duration.ofDays(day).minusMinutes(1), day));
        }
        for (int second = 50; second >= 0; second -= 10) {
            history().add(sample(Duration.ofSeconds(second), second));
        }

        List<Sample> kept = new SampleFile(folder.resolve("sizes.jsonl")).read();

        assertThat(kept).extracting(Sample::at).isSorted().doesNotHaveDuplicates();
        assertThat(kept).extracting(Sample::bytes).contains(350L, 50L).doesNotContain(400L, 450L, 500L);
        assertThat(kept).hasSize(9);
    }

    @Test
    void another_database_is_kept_and_not_compared_with() throws IOException {
        history().add(new Sample(NOW.minus(Duration.ofDays(3)), "other:5432/db", 1, Map.of()));

        assertThat(history().add(sample(Duration.ZERO, 5))).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("sizes.jsonl"))).hasSize(2);
    }

    @Test
    void what_is_no_history_is_left_as_it_is() throws IOException {
        Path file = Files.writeString(folder.resolve("sizes.jsonl"), "{\"at\": \"yesterday\"}\n");

        assertThatThrownBy(() -> history().add(sample(Duration.ZERO, 5)))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("line 1");
        assertThat(file).hasContent("{\"at\": \"yesterday\"}\n");
    }

    @Test
    void those_who_write_at_the_same_time_lose_nothing() throws IOException {
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(number -> CompletableFuture.runAsync(
                                () -> history().add(new Sample(NOW, "host:5432/db" + number, number, Map.of()))))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(Files.readAllLines(folder.resolve("sizes.jsonl"))).hasSize(8);
    }
}
