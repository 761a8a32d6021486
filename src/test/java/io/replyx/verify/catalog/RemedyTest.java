package io.replyx.verify.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.catalog.remedy.Remedy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Statements that put a difference right")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CatalogTestDatabase.Provided.class)
class RemedyTest {
    private static final String DATABASE = "cat_remedy";
    private static final double MOST = 0.97;
    private static final String REFUSED = "refused: ";
    private static final String SECRET = "geheim";

    /** Nothing takes a label from an enum, makes a column one that is inherited only, knows a secret, or what is an extension's. */
    private static final List<String> LEFT = List.of(
            "label of an enum",
            "order of an enum's labels",
            "no longer inherits",
            "wrapper of a foreign server, whose table has secrets",
            "what somebody adds to a table of an extension");

    private static final List<String> SAYS_SO = List.of("no statement of its own", "is a secret");

    private final CatalogReader reader = new CatalogReader(Set.of());
    private final Connection connection;
    private final Catalog original;

    RemedyTest() throws SQLException, IOException {
        connection = EverythingDatabase.create(DATABASE);
        CatalogTestDatabase.execute(connection, "set search_path = public");
        original = reader.read(connection);
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        CatalogTestDatabase.dropDatabase(DATABASE);
    }

    /** What cannot be changed inside of a transaction is left out; it is taken back each time. */
    @Test
    void do_so_when_they_are_run_or_say_that_there_is_none() throws SQLException, IOException {
        int right = 0;
        List<String> without = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        connection.setAutoCommit(false);
        for (Mutation mutation : CatalogMutationTest.mutations()) {
            // No provider of labels comes with the server, without which it takes none.
            if (mutation.title().startsWith("security label")) {
                continue;
            }
            try {
                CatalogTestDatabase.execute(connection, mutation.apply().replace(":database", DATABASE));
            } catch (SQLException notHere) {
                connection.rollback();
                continue;
            }
            Optional<String> left = left();
            connection.rollback();
            if (left.isEmpty()) {
                right++;
            } else if (!left.get().startsWith(REFUSED) && SAYS_SO.stream().anyMatch(left.get()::contains)) {
                without.add(mutation.title());
            } else {
                wrong.add(mutation.apply().strip() + "\n=> " + left.get());
            }
        }
        System.out.println("right " + right + ", without a statement " + without + ", wrong " + wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(without).containsExactlyElementsOf(LEFT);
        assertThat(right).isGreaterThan((int) (MOST * (right + without.size())));
    }

    private Optional<String> left() throws SQLException {
        CatalogDiff diff = CatalogDiff.between(reader.readWithin(connection), original);
        Remedy remedy = new Remedy(original, diff.differences());
        List<String> statements = diff.differences().stream()
                .flatMap(each -> remedy.of(each).stream())
                .toList();
        assertThat(diff.describe() + statements).doesNotContain(SECRET);
        if (statements.stream().anyMatch(each -> each.startsWith("--"))) {
            return Optional.of(String.join("\n", statements));
        }
        try {
            for (String statement : statements) {
                CatalogTestDatabase.execute(connection, statement.replace(" CONCURRENTLY", ""));
            }
        } catch (SQLException refused) {
            return Optional.of(REFUSED + refused.getMessage() + "\n" + String.join("\n", statements));
        }
        String rest = CatalogDiff.between(reader.readWithin(connection), original)
                .without(Difference::cosmetic)
                .describe();
        return rest.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", statements) + "\nleaves " + rest);
    }
}
