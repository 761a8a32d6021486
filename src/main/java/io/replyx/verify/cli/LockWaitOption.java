package io.replyx.verify.cli;

import io.replyx.verify.settings.WrongUse;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for the lock on migrations. */
final class LockWaitOption {
    @Option(
            names = "--lock-wait",
            paramLabel = "SECONDS",
            description = "How long to wait for the lock on migrations (default: ${DEFAULT-VALUE}).",
            defaultValue = "30")
    private int seconds;

    Duration duration() {
        if (seconds < 0) {
            throw new WrongUse("--lock-wait " + seconds + " is negative: it is a number of seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}
