package io.replyx.verify.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.catalog.read.CatalogReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Reading a catalog")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CatalogTestDatabase.Provided.class)
class CatalogReaderTest {
    private static final String DATABASE = "cat_reader";

    private final CatalogReader reader = new CatalogReader(Set.of());
    private final Connection connection;
    private final Catalog catalog;

    CatalogReaderTest() throws SQLException, IOException {
        connection = EverythingDatabase.create(DATABASE);
        catalog = reader.read(connection);
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        CatalogTestDatabase.dropDatabase(DATABASE);
    }

    @Test
    void finds_every_kind() {
        // A database with a subscription cannot be dropped; a change that makes one tells that it is found.
        assertThat(Arrays.stream(ObjectKind.values())
                        .filter(kind -> kind != ObjectKind.SUBSCRIPTION)
                        .filter(kind -> catalog.objects(kind).isEmpty()))
                .isEmpty();
    }

    @Test
    void leaves_out_members_of_extensions_and_not_null_constraints() {
        assertThat(catalog.functions()).noneMatch(function -> function.name().contains("vector"));
        assertThat(catalog.find(ObjectKind.OPERATOR_CLASS, "public.vector_cosine_ops using hnsw"))
                .isEmpty();
        assertThat(catalog.constraints()).noneMatch(each -> each.definition().startsWith("NOT NULL"));
    }

    @Test
    void tells_of_an_option_that_is_a_secret_only_that_it_is_there() {
        assertThat(catalog.objects().toString())
                .contains("api_key=********", "auth_token=********", "port=1")
                .doesNotContain("geheim");
    }

    @Test
    void tells_no_name_that_the_server_may_have_given_to_a_not_null_constraint() throws SQLException {
        CatalogTestDatabase.execute(connection, """
                create table app.first (a serial primary key, b int not null, a_very_long_name_that_is_cut_to_fit_the_server text not null);
                alter table app.first rename to second; alter table app.second rename b to c;
                create table app.first (b int not null);
                create table app.copied (like app.second including all);
                create table app.heir () inherits (app.booking);
                """);
        Catalog named = reader.read(connection);
        CatalogTestDatabase.execute(connection, "drop table app.copied, app.first, app.second, app.heir");

        assertThat(named.columns().stream()
                        .filter(column -> column.nullability().startsWith("not null")))
                .hasSizeGreaterThan(10)
                .allMatch(column ->
                        column.notNullName().isEmpty() || column.name().equals("app.booking.during"));
    }

    @Test
    void describes_a_vector_index_as_an_application_needs_it() {
        Index index = catalog.indexes().stream()
                .filter(each -> each.name().equals("app.users_embedding_ivf"))
                .findFirst()
                .orElseThrow();

        assertThat(index.accessMethod()).isEqualTo("ivfflat");
        assertThat(index.columns()).containsExactly("embedding");
        assertThat(index.operatorClasses()).containsExactly("vector_l2_ops");
        assertThat(index.storageParameters()).containsExactly("lists=10");
        assertThat(index.valid()).isTrue();
        assertThat(catalog.columnsOfType("vector")).extracting(Column::type).containsExactly("public.vector(3)");
    }

    @Test
    void gives_the_same_twice_and_to_any_role() throws SQLException {
        Catalog again = reader.read(connection);
        CatalogTestDatabase.execute(connection, "set role cat_app");
        Catalog unprivileged = reader.read(connection);
        CatalogTestDatabase.execute(connection, "reset role");

        assertThat(again).isEqualTo(catalog);
        assertThat(CatalogDiff.between(unprivileged, catalog).describe()).isEmpty();
        assertThat(unprivileged).isEqualTo(catalog);
    }

    @Test
    void does_not_depend_on_how_the_session_prints() throws SQLException {
        CatalogTestDatabase.execute(
                connection,
                "set search_path = app, public; set quote_all_identifiers = on; set intervalstyle = 'iso_8601'");
        Catalog other = reader.read(connection);
        String path = show("search_path");
        CatalogTestDatabase.execute(connection, "reset search_path; reset quote_all_identifiers; reset intervalstyle");

        assertThat(CatalogDiff.between(other, catalog).describe()).isEmpty();
        assertThat(path).isEqualTo("app, public");
    }

    @Test
    void uses_the_transaction_of_the_caller_and_leaves_it_as_it_was() throws SQLException {
        CatalogTestDatabase.execute(connection, "set search_path = app");
        connection.setAutoCommit(false);
        CatalogTestDatabase.execute(connection, "set transaction isolation level repeatable read, read only");
        Catalog inside = reader.read(connection);
        String path = show("search_path");
        connection.rollback();
        connection.setAutoCommit(true);
        CatalogTestDatabase.execute(connection, "reset search_path");

        assertThat(inside).isEqualTo(catalog);
        assertThat(path).isEqualTo("app");
    }

    @Test
    void leaves_out_bookkeeping_with_all_that_hangs_on_it() throws SQLException {
        CatalogTestDatabase.execute(connection, """
                create table app.books (id serial primary key, n text check (n <> ''));
                create index on app.books (n);
                create statistics app.books_stats on id, n from app.books;
                grant select on app.books to cat_app;
                grant select on sequence app.books_id_seq to cat_app;
                comment on column app.books.n is 'x';
                comment on constraint books_pkey on app.books is 'x';
                comment on index app.books_n_idx is 'x';
                """);
        Catalog unqualified = new CatalogReader(Set.of("books", "absent")).read(connection);
        Catalog qualified = new CatalogReader(Set.of("app.books")).read(connection);
        Catalog full = reader.read(connection);
        CatalogTestDatabase.execute(connection, "drop table app.books");

        assertThat(CatalogDiff.between(unqualified, catalog).describe()).isEmpty();
        assertThat(qualified).isEqualTo(catalog);
        assertThat(full.size()).isGreaterThan(catalog.size() + 8);
    }

    @Test
    void quotes_names_of_every_sort() throws SQLException {
        String longName = "x".repeat(63);
        CatalogTestDatabase.execute(
                connection,
                "create schema \"Ünï \"\"q\"; create table \"Ünï \"\"q\".\"Select\" (\"Größe ü\" int primary key, "
                        + longName + " int)");
        Catalog unusual = reader.read(connection);
        CatalogTestDatabase.execute(connection, "drop schema \"Ünï \"\"q\" cascade");

        String table = "\"Ünï \"\"q\".\"Select\"";
        assertThat(CatalogDiff.between(unusual, catalog).differences())
                .extracting(Difference::name)
                .containsExactlyInAnyOrder(
                        "\"Ünï \"\"q\"",
                        table,
                        table + ".\"Größe ü\"",
                        table + "." + longName,
                        table + ".\"Select_pkey\"",
                        "\"Ünï \"\"q\".\"Select_pkey\"");
    }

    @Test
    void tells_nothing_of_an_empty_database_but_what_the_server_put_there() throws SQLException {
        try (Connection empty = CatalogTestDatabase.createDatabase("cat_empty")) {
            assertThat(reader.read(empty).objects())
                    .extracting(object -> object.key().toString())
                    .containsExactly("extension plpgsql", "schema public");
        } finally {
            CatalogTestDatabase.dropDatabase("cat_empty");
        }
    }

    @Test
    void calls_a_column_added_again_cosmetic() throws SQLException {
        CatalogTestDatabase.execute(
                connection, "alter table other.plain drop column a; alter table other.plain add column a int");
        CatalogDiff diff = CatalogDiff.between(reader.read(connection), catalog);
        CatalogTestDatabase.execute(
                connection, "alter table other.plain drop column b; alter table other.plain add column b int");
        CatalogDiff back = CatalogDiff.between(reader.read(connection), catalog);

        assertThat(diff.describe()).isEqualTo("differs: column other.plain.a\n  position: have 2, want 1");
        assertThat(diff.without(Difference::cosmetic).isEmpty()).isTrue();
        assertThat(back.isEmpty()).isTrue();
    }

    private String show(String parameter) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + parameter)) {
            row.next();
            return row.getString(1);
        }
    }
}
