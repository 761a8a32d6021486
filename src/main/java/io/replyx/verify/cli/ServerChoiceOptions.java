package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.settings.Settings.ServerChoice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to come by a server to rehearse on. */
final class ServerChoiceOptions {
    @Option(
            names = "--provider",
            paramLabel = "KIND",
            description = "Only this kind of server: container, local or existing (default: the first that works).")
    @Nullable
    private String provider;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "Only this container image (default: pgvector/pgvector:pg18).")
    @Nullable
    private String image;

    @Option(names = "--no-setup", description = "Install nothing, start no engine and build no image.")
    private boolean noSetup;

    ServerChoice choice(Environment environment) {
        return new ServerChoice(
                Optional.ofNullable(provider),
                Optional.ofNullable(image),
                !noSetup,
                environment.url(Settings.REHEARSAL_SERVER_URL));
    }
}
