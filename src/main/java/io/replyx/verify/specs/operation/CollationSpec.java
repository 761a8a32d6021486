package io.replyx.verify.specs.operation;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.evidence.health.CollationVersion;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(95)
@DisplayName("The order that text is kept in")
class CollationSpec {
    private static final int SHOWN = 5;

    @Test
    @Rule("OPS-010")
    void collations_are_of_the_versions_that_indexes_were_built_with(Observed observed, Check check) {
        HealthSpec.productionOnly(observed);
        List<CollationVersion> collations = observed.database().read(CollationVersion::read);
        check.examines(collations.size());
        collations.stream().filter(CollationVersion::changed).forEach(collation -> {
            check.found(changed(collation));
            check.attach(Attachment.text("What follows the " + collation.name(), all(collation)));
        });
        List<CollationVersion> unknown =
                collations.stream().filter(each -> !each.known()).toList();
        if (!unknown.isEmpty()) {
            throw Check.notVerified("the server has noted no version of the "
                    + unknown.stream().map(CollationVersion::name).collect(Collectors.joining(", "))
                    + " (PostgreSQL 14 notes none of a database)");
        }
    }

    /** Where no order is kept, no order can be wrong. */
    private static Finding changed(CollationVersion collation) {
        String versions = "the " + collation.name() + " is of another version than the database was made with\n  have: "
                + collation.actual() + "\n  want: " + collation.recorded();
        if (collation.holders().isEmpty()) {
            return Finding.note(collation.name(), versions + "\n  nothing keeps its order: " + collation.refresh());
        }
        return Finding.broken(
                collation.name(),
                versions + "\n  may be out of order, so that rows are not found or are there twice: "
                        + shown(collation.holders()) + "\n  remedy: REINDEX each index, then " + collation.refresh());
    }

    private static String shown(List<String> holders) {
        int more = holders.size() - SHOWN;
        return holders.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static String all(CollationVersion collation) {
        return String.join("\n", collation.holders()) + "\n";
    }
}
