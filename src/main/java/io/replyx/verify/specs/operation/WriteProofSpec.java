package io.replyx.verify.specs.operation;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.evidence.WriteProof;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(1000)
@DisplayName("The proof that nothing was written")
class WriteProofSpec {

    /** Last of all, so that it speaks for every transaction before it; {@code Observed} is asked for to have one. */
    @Test
    @Rule("OPS-001")
    void no_transaction_of_the_run_was_given_an_id(Observed observed, WriteProof proof, Check check) {
        check.examines(proof.transactions());
        if (!proof.holds()) {
            check.found(Finding.broken(
                    "run",
                    proof.withId() + " of " + proof.transactions()
                            + " read-only transactions were given an ID, which PostgreSQL does when one writes"));
        }
    }
}
