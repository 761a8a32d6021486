package io.replyx.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Comment;
import io.replyx.verify.catalog.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Catalogs that one rehearsal has read")
class KnownCatalogsTest {
    private final KnownCatalogs catalogs = new KnownCatalogs();

    @Test
    void are_kept_once_where_they_are_equal() {
        Catalog first = catalogs.known(catalog("one"));

        assertThat(catalogs.known(catalog("one"))).isSameAs(first);
    }

    @Test
    void share_what_is_equal_and_keep_what_is_not() {
        Catalog first = catalogs.known(catalog("one", "two"));
        Catalog second = catalogs.known(catalog("one", "other"));

        assertThat(second).isEqualTo(catalog("one", "other"));
        assertThat(comment(second, 0)).isSameAs(comment(first, 0));
        assertThat(comment(second, 1)).isNotEqualTo(comment(first, 1));
    }

    private static Catalog catalog(String... texts) {
        List<Comment> comments = new ArrayList<>();
        for (String text : texts) {
            comments.add(new Comment(name(comments.size()), "", text));
        }
        return Catalog.of(comments);
    }

    private static Object comment(Catalog catalog, int place) {
        return catalog.find(ObjectKind.COMMENT, name(place)).orElseThrow();
    }

    private static String name(int place) {
        return "table public.t" + place;
    }
}
