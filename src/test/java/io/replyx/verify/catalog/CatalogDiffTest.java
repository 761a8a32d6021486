package io.replyx.verify.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The difference of two catalogs")
class CatalogDiffTest {

    @Test
    void is_empty_for_equal_catalogs() {
        Catalog catalog = Catalog.of(List.of(column("a", 1, "text")));

        assertThat(CatalogDiff.between(catalog, catalog).isEmpty()).isTrue();
        assertThat(CatalogDiff.between(Catalog.EMPTY, Catalog.EMPTY).describe()).isEmpty();
    }

    @Test
    void says_what_is_missing_extra_and_different() {
        Catalog have = Catalog.of(List.of(column("a", 1, "character varying"), index("public.x")));
        Catalog want = Catalog.of(List.of(column("a", 1, "character varying(255)"), column("b", 2, "text")));

        assertThat(CatalogDiff.between(have, want).describe()).isEqualTo("""
                        differs: column public.t.a
                          type: have character varying, want character varying(255)
                        missing: column public.t.b (text)
                        extra:   index public.x (btree, int4_ops)""");
    }

    @Test
    void folds_what_went_with_a_table() {
        Catalog want = Catalog.of(List.of(
                table("public.s"),
                table("public.t"),
                column("a", 1, "text"),
                column("b", 2, "text"),
                index("public.x")));
        Catalog have = Catalog.of(List.of(table("public.s")));

        CatalogDiff diff = CatalogDiff.between(have, want);

        assertThat(diff.describe()).isEqualTo("missing: table public.t, and with it 2 columns, 1 index");
        assertThat(diff.differences())
                .extracting(Difference::name)
                .containsExactly("public.t", "public.t.a", "public.t.b", "public.x");
    }

    @Test
    void names_only_the_column_that_moved() {
        Catalog want = columns("a", "b", "c", "d");

        assertThat(CatalogDiff.between(columns("a", "c", "d", "b"), want).differences())
                .extracting(Difference::name)
                .containsExactly("public.t.b");
        assertThat(CatalogDiff.between(columns("a", "c", "d", "b"), want)
                        .without(Difference::cosmetic)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void does_not_blame_the_columns_behind_a_dropped_one() {
        CatalogDiff diff = CatalogDiff.between(columns("a", "c", "d"), columns("a", "b", "c", "d"));

        assertThat(diff.describe()).isEqualTo("missing: column public.t.b (text)");
    }

    @Test
    void is_not_cosmetic_when_a_moved_column_also_changed() {
        Catalog want = Catalog.of(List.of(column("a", 1, "text"), column("b", 2, "text")));
        Catalog have = Catalog.of(List.of(column("a", 2, "integer"), column("b", 1, "text")));

        assertThat(CatalogDiff.between(have, want).without(Difference::cosmetic).differences())
                .extracting(Difference::name)
                .containsExactly("public.t.a");
    }

    @Test
    void calls_the_margins_of_a_function_cosmetic_but_not_its_words() {
        Catalog want = Catalog.of(List.of(function("begin\n    return 1;\nend")));

        assertThat(CatalogDiff.between(Catalog.of(List.of(function("begin\n\n  return 1;  \nend\n"))), want)
                        .without(Difference::cosmetic)
                        .isEmpty())
                .isTrue();
        assertThat(CatalogDiff.between(Catalog.of(List.of(function("begin\n    return 2;\nend"))), want)
                        .describe())
                .isEqualTo("differs: function public.f()\n  definition, line 2: have return 2;, want return 1;");
    }

    @Test
    void shows_of_long_texts_where_they_part() {
        String common = "x".repeat(200);

        assertThat(new AttributeDifference("storageParameters", common + "1" + common, common + "2" + common, false)
                        .describe())
                .startsWith("storage parameters: have …xxxx")
                .contains("x1x", "x2x")
                .hasSizeLessThan(260);
    }

    @Test
    void leaves_out_of_portable_catalogs_what_the_server_decides() {
        Catalog older = Catalog.of(List.of(new Extension("vector", "public", "0.8.0")));
        Catalog newer = Catalog.of(List.of(new Extension("vector", "public", "0.8.5")));

        assertThat(older).isNotEqualTo(newer);
        assertThat(older.portable()).isEqualTo(newer.portable());
    }

    private static Catalog columns(String... names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(name, columns.size() + 1, "text"));
        }
        return Catalog.of(columns);
    }

    private static CatalogObject table(String name) {
        return of(ObjectKind.TABLE, Map.of("name", name));
    }

    private static Column column(String name, int position, String type) {
        return (Column)
                of(ObjectKind.COLUMN, Map.of("table", "public.t", "column", name, "position", position, "type", type));
    }

    private static CatalogObject index(String name) {
        return of(ObjectKind.INDEX, Map.of("name", name, "table", "public.t", "operatorClasses", List.of("int4_ops")));
    }

    private static CatalogObject function(String definition) {
        return of(ObjectKind.FUNCTION, Map.of("name", "public.f()", "language", "plpgsql", "definition", definition));
    }

    private static CatalogObject of(ObjectKind kind, Map<String, Object> told) {
        return kind.shape().create(attribute -> told.getOrDefault(attribute.name(), attribute.usual()));
    }

    @Test
    void knows_the_owner_of_most_tables_by_its_part_whatever_it_is_called() {
        Catalog approved = owned(CatalogObject.DATABASE_OWNER);
        Catalog production = owned("migration_user");

        assertThat(CatalogDiff.between(production.portable(), approved.portable())
                        .isEmpty())
                .isTrue();
    }

    private static Catalog owned(String owner) {
        return Catalog.of(List.of(
                of(ObjectKind.TABLE, Map.of("name", "public.t", "owner", owner)),
                new DefaultPrivilege("table", owner, "public", "app_user", List.of("SELECT")),
                new Grant("table", "public.t", owner, List.of("SELECT"), List.of(), "")));
    }
}
