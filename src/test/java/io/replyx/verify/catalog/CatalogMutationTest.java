package io.replyx.verify.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replyx.verify.catalog.read.CatalogReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A change to a database")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CatalogTestDatabase.Provided.class)
class CatalogMutationTest {
    private static final String DATABASE = "cat_mutation";

    private final CatalogReader reader = new CatalogReader(Set.of());
    private final Connection connection;
    private final Catalog original;

    CatalogMutationTest() throws SQLException, IOException {
        connection = EverythingDatabase.create(DATABASE);
        original = reader.read(connection);
    }

    @BeforeAll
    void search_path_reaches_the_extension() throws SQLException {
        CatalogTestDatabase.execute(connection, "set search_path = public");
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        CatalogTestDatabase.dropDatabase(DATABASE);
    }

    static List<Mutation> mutations() throws IOException {
        return Mutation.parse(CatalogTestDatabase.resource("mutations.sql"));
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void is_told_exactly_and_gone_when_taken_back(Mutation mutation) throws SQLException {
        assumeTrue(connection.getMetaData().getDatabaseMajorVersion() >= mutation.sinceVersion());

        execute(mutation.apply());
        CatalogDiff changed = CatalogDiff.between(reader.read(connection), original);
        execute(mutation.undo());
        CatalogDiff undone = CatalogDiff.between(reader.read(connection), original);

        assertThat(changed.differences().stream().map(CatalogMutationTest::line))
                .as(changed.describe())
                .containsExactlyInAnyOrderElementsOf(mutation.expected());
        assertThat(undone.without(Difference::cosmetic).describe()).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        CatalogTestDatabase.execute(connection, sql.replace(":database", DATABASE));
    }

    private static String line(Difference difference) {
        String change = difference.change() == Change.DIFFERENT
                ? "differs"
                : difference.change().name().toLowerCase(Locale.ROOT);
        return change + " " + difference.object().key();
    }
}
