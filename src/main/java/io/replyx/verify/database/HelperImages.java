package io.replyx.verify.database;

import io.replyx.verify.settings.Environment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Testcontainers pulls images of its own unless it is told that it needs none, and tries for minutes where they cannot be
 * had.
 */
final class HelperImages {
    private static final String NO_REAPER = "TESTCONTAINERS_RYUK_DISABLED";
    private static final String HOST = "TESTCONTAINERS_HOST_OVERRIDE";

    private HelperImages() {}

    /** Whether it would wait for images that cannot be pulled. */
    static boolean missing() {
        Environment environment = Environment.ofProcess();
        boolean reaper =
                environment.text(NO_REAPER).filter(Boolean::parseBoolean).isEmpty();
        boolean gateway =
                Files.exists(Path.of("/.dockerenv")) && environment.text(HOST).isEmpty();
        return (reaper || gateway) && !ImagePull.answers("");
    }

    /** What makes it do without them. */
    static String remedy() {
        return "Run it through ./verify, or set " + NO_REAPER + "=true and, inside of a container, " + HOST
                + "=127.0.0.1.";
    }
}
