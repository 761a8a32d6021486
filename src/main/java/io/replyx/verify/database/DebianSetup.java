package io.replyx.verify.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Brings what is missing to a Debian machine, from Debian's packages alone: an engine, and an image with pgvector. */
final class DebianSetup {
    private static final Path APT = Path.of("/usr/bin/apt-get");
    private static final Path SYSTEMD = Path.of("/run/systemd/system");
    private static final Path ENGINE_LOG = Path.of("/var/log/replyx-verify-dockerd.log");
    private static final Duration UPDATE_LIMIT = Duration.ofMinutes(5);
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);
    private static final Duration ENGINE_LIMIT = Duration.ofSeconds(40);

    private final Consumer<String> progress;

    DebianSetup(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Why it cannot be done on this machine, if so. */
    static Optional<String> obstacle() {
        if (!Files.isExecutable(APT)) {
            return Optional.of("this machine has no apt-get");
        }
        return Unprivileged.isRoot() ? Optional.empty() : Optional.of("only root may install packages");
    }

    /** Install Docker's engine where it is missing, and start it; it stays, so that the next run finds it. */
    void startEngine() {
        if (!installed("dockerd")) {
            install("docker.io");
        }
        if (Files.isDirectory(SYSTEMD)) {
            Command.of("systemctl", "start", "docker").run();
        } else if (!Engine.answers()) {
            progress.accept("Starting dockerd; it keeps running afterwards, so that the next run starts at once"
                    + " (its log: " + ENGINE_LOG + ").");
            // In a session of its own: Ctrl-C is meant for this run, not for the engine.
            Command.of("setsid", "--fork", "dockerd").startWithLog(ENGINE_LOG);
        }
        awaitEngine();
    }

    /** Build the image that stands in for the official one of a major version. */
    void buildImage(int major, String name) {
        if (!installed("docker")) {
            // From Debian 13 on, a package of its own.
            install("docker-cli");
        }
        if (!installed("mmdebstrap")) {
            install("mmdebstrap");
        }
        new ImageBuild(progress).build(major, name);
    }

    private void install(String packageName) {
        progress.accept("Installing the package " + packageName + " ...");
        Command.of("apt-get", "update", "-qq").within(UPDATE_LIMIT).run();
        Command.of(List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", packageName))
                .with("DEBIAN_FRONTEND", "noninteractive")
                .within(INSTALL_LIMIT)
                .run();
    }

    private static boolean installed(String program) {
        return Command.of(program, "--version").succeeds();
    }

    private static void awaitEngine() {
        try {
            Awaitility.await()
                    .atMost(ENGINE_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .until(Engine::answers);
        } catch (ConditionTimeoutException e) {
            throw new CommandFailed("dockerd does not answer after " + ENGINE_LIMIT.toSeconds() + " s; see "
                    + (Files.exists(ENGINE_LOG) ? ENGINE_LOG : "journalctl -u docker"));
        }
    }
}
