package io.replyx.verify.specs.operation;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.contract.Thresholds;
import io.replyx.verify.evidence.health.ConnectionUse;
import io.replyx.verify.evidence.health.LongTransaction;
import io.replyx.verify.evidence.health.TransactionIdAge;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(90)
@DisplayName("The server that the database runs on")
class HealthSpec {
    private static final String NOT_HERE = "verified in production: the server of a rehearsal is the run's own";

    static Thresholds thresholds(Subject subject) {
        return subject.contract().map(Contract::thresholds).orElse(Thresholds.none());
    }

    @Test
    @Rule("OPS-002")
    void no_transaction_stays_open_for_long(Subject subject, Observed observed, Check check) {
        productionOnly(observed);
        Duration most = thresholds(subject).longTransaction();
        List<LongTransaction> open = observed.database().read(LongTransaction::read);
        boolean sessionsVisible = observed.database().read(LongTransaction::sessionsVisible);
        // One at least, since what was looked at is the list: that it is empty is as good as can be.
        check.examines(Math.max(1, open.size()));
        open.stream()
                .filter(transaction -> transaction.age().compareTo(most) > 0)
                .map(transaction -> tooLong(transaction, most))
                .forEach(check::found);
        if (!sessionsVisible && open.stream().noneMatch(each -> each.age().compareTo(most) > 0)) {
            throw Check.notVerified("the role sees prepared transactions only, none of which is too old;"
                    + " GRANT pg_read_all_stats shows it those of sessions, and their statements");
        }
    }

    private static Finding tooLong(LongTransaction transaction, Duration most) {
        return Finding.broken(
                transaction.holder(),
                "the transaction of " + transaction.holder() + " (role " + transaction.role() + ", "
                        + transaction.state()
                        + ") keeps VACUUM from its work and schema changes waiting\n  have: open for "
                        + inWords(transaction.age()) + "\n  want: " + inWords(most) + " at most");
    }

    private static String inWords(Duration duration) {
        return duration.toSeconds() == 0 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }

    @Test
    @Rule("OPS-003")
    void connections_are_left(Subject subject, Observed observed, Check check) {
        productionOnly(observed);
        int most = thresholds(subject).connectionsUsed();
        check.each(observed.database().read(ConnectionUse::read), ConnectionUse::scope, use -> {
            if (use.percent() > most) {
                check.found(Finding.broken(
                        use.scope(),
                        String.format(
                                Locale.ROOT,
                                "the connections of %s run out\n  have: %d of %d taken (%.0f%%)\n  want: %d%% at most",
                                use.scope(),
                                use.used(),
                                use.available(),
                                use.percent(),
                                most)));
            }
        });
    }

    @Test
    @Rule("OPS-005")
    void transaction_ids_are_far_from_running_out(Subject subject, Observed observed, Check check) {
        productionOnly(observed);
        long most = thresholds(subject).transactionIdAge();
        TransactionIdAge age = observed.database().read(TransactionIdAge::read);
        check.examines(2);
        tooOld("transaction ID", age.transactions(), most, check);
        tooOld("multixact ID", age.multixacts(), most, check);
    }

    private static void tooOld(String kind, long age, long most, Check check) {
        if (age > most) {
            check.found(Finding.broken(
                    "oldest " + kind,
                    "the oldest " + kind + " was not frozen for long; at about 2000 million the server stops writing\n"
                            + "  have: age " + age + "\n  want: " + most + " at most (VACUUM FREEZE, and see what holds"
                            + " it back: OPS-002)"));
        }
    }

    static void productionOnly(Observed observed) {
        if (observed.rehearsed()) {
            throw Check.notVerified(NOT_HERE);
        }
    }
}
