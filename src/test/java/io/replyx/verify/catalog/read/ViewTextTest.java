package io.replyx.verify.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the spelling of views against what servers of both sides of the change say of the same views. */
class ViewTextTest {
    static Stream<String> views() {
        return definitions("views-18.txt").keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("views")
    void an_old_definition_becomes_the_new_one(String view) {
        assertThat(ViewText.ofToday(definition("views-15.txt", view))).isEqualTo(definition("views-18.txt", view));
    }

    @ParameterizedTest
    @MethodSource("views")
    void a_new_definition_stays_as_it_is(String view) {
        String definition = definition("views-18.txt", view);

        assertThat(ViewText.ofToday(definition)).isEqualTo(definition);
    }

    @Test
    void servers_before_16_spell_most_of_these_views_in_another_way() {
        Map<String, String> today = definitions("views-18.txt");

        assertThat(definitions("views-15.txt").entrySet())
                .filteredOn(view -> !view.getValue().equals(today.get(view.getKey())))
                .hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " SELECT t.f(1) AS f\n   FROM public.t;",
                " SELECT 'sad'::t.mood AS mood\n   FROM public.t;",
                " SELECT (name COLLATE t.german) AS name\n   FROM public.t;",
                " SELECT 't.id'::text AS word, \"t.id\"\n   FROM public.t;"
            })
    void what_a_schema_of_the_same_name_qualifies_stays_qualified(String definition) {
        assertThat(ViewText.ofToday(definition)).isEqualTo(definition);
    }

    private static String definition(String file, String view) {
        return Objects.requireNonNull(definitions(file).get(view));
    }

    /** Definitions by view: a line of the file begins with the view's name, or goes on with its definition. */
    private static Map<String, String> definitions(String file) {
        return Arrays.stream(text(file).split("\n(?=v\\d\\d\\|)"))
                .map(String::stripTrailing)
                .collect(Collectors.toMap(view -> view.substring(0, 3), view -> view.substring(4)));
    }

    private static String text(String file) {
        try (InputStream stream = ViewTextTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
