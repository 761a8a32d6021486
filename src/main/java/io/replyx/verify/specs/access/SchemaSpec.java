package io.replyx.verify.specs.access;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.ServerFactsQuery;
import io.replyx.verify.evidence.access.SchemaAccess;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(84)
@DisplayName("The schemas")
class SchemaSpec {
    private static final int CLOSED_SINCE = 15;

    @Test
    @Rule("SEC-005")
    void no_schema_lets_just_anybody_create_objects(Observed observed, Check check) {
        ServerFacts facts = observed.database()
                .read(connection ->
                        ServerFactsQuery.read(connection, observed.database().address()));
        if (observed.rehearsed() && facts.major() < CLOSED_SINCE) {
            throw Check.notVerified("verified in production: PostgreSQL " + facts.major()
                    + " opens the schema public of every new database to all");
        }
        check.each(observed.database().read(SchemaAccess::read), schema -> "schema " + schema.name(), schema -> {
            if (schema.open()) {
                check.found(Finding.broken(
                        "schema " + schema.name(),
                        "extra: CREATE on schema " + schema.name()
                                + " for PUBLIC: whoever can connect can put a function"
                                + " or table in front of others'\n  remedy: REVOKE CREATE ON SCHEMA " + schema.name()
                                + " FROM PUBLIC;"));
            }
        });
    }
}
