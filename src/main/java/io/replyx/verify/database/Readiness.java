package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for a server that was just started. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(25);

    private Readiness() {}

    /** Wait until a connection opens; a server that is no longer alive is not waited for. */
    static void await(DatabaseUrl url, BooleanSupplier alive) {
        var last = new AtomicReference<>(new NoUsableDatabase(url.address() + " was not tried."));
        try {
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> answers(url, last) || !alive.getAsBoolean());
        } catch (ConditionTimeoutException e) {
            throw last.get();
        }
        if (!alive.getAsBoolean()) {
            throw new NoUsableDatabase("The server at " + url.address() + " ended while it was starting.");
        }
    }

    private static boolean answers(DatabaseUrl url, AtomicReference<NoUsableDatabase> last) {
        try {
            Connector.forRehearsal().open(url).close();
            return true;
        } catch (NoUsableDatabase e) {
            last.set(e);
            return false;
        } catch (SQLException e) {
            return false;
        }
    }
}
