package io.replyx.verify.evidence;

import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what another thread measures, and fails as that did. */
public final class Awaited {
    private Awaited() {}

    /** What came of it, as soon as it is there. */
    public static <T> T result(Future<T> measurement) throws SQLException {
        try {
            return measurement.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof SQLException refused) {
                throw refused;
            }
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new MeasurementFailed("cannot measure", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new MeasurementFailed("interrupted while something was measured", interrupted);
        }
    }
}
