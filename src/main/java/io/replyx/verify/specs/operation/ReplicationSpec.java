package io.replyx.verify.specs.operation;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.health.Bytes;
import io.replyx.verify.evidence.health.ReplicationLag;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(94)
@DisplayName("Those who follow the server")
class ReplicationSpec {
    @Test
    @Rule("OPS-009")
    void replication_keeps_up(Subject subject, Observed observed, Check check) {
        HealthSpec.productionOnly(observed);
        long most = HealthSpec.thresholds(subject).replicationLag();
        List<ReplicationLag> followers = observed.database().read(ReplicationLag::read);
        // One at least, since what was looked at is the list: that nobody follows is no fault.
        check.examines(Math.max(1, followers.size()));
        for (ReplicationLag follower : followers) {
            if (follower.lost() || follower.bytes() > most) {
                check.found(behind(follower, most));
            }
        }
        List<String> hidden = followers.stream()
                .filter(follower -> !follower.visible())
                .map(ReplicationLag::holder)
                .toList();
        if (!hidden.isEmpty()) {
            throw Check.notVerified("it cannot be seen how far these are: " + String.join(", ", hidden)
                    + " (of others' sessions a role sees that with pg_read_all_stats; of a standby, while a primary sends"
                    + " to it)");
        }
    }

    private static Finding behind(ReplicationLag follower, long most) {
        String have = follower.lost()
                ? "log that it needs is gone: it has to be made anew"
                : Bytes.of(follower.bytes()) + " of log still to replay, or kept for it on the server's disk";
        return Finding.broken(
                follower.holder(),
                follower.holder() + " is behind\n  have: " + have + "\n  want: " + Bytes.of(most) + " at most");
    }
}
