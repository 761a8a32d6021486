package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import io.replyx.verify.settings.DatabaseUrl;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;

/** A container of the engine that answers on this machine: Docker's or Podman's. */
final class ContainerProvider implements ServerProvider {
    private final ServerOptions options;

    ContainerProvider(ServerOptions options) {
        this.options = options;
    }

    @Override
    public String name() {
        return "container " + options.wantedImage();
    }

    @Override
    public Attempt start(Consumer<String> progress) {
        if (!Engine.answers()) {
            return new Attempt.Unavailable(
                    "no container engine answers at " + Engine.places(),
                    "Start Docker or Podman's socket, or set DOCKER_HOST.");
        }
        if (HelperImages.missing()) {
            return new Attempt.Unavailable(
                    "Testcontainers would wait for helper images that cannot be pulled here", HelperImages.remedy());
        }
        try {
            return start(DockerClientFactory.instance().client(), progress);
        } catch (DockerException | IllegalStateException | ContainerLaunchException e) {
            return new Attempt.Unavailable(
                    "the engine could not start it: " + innermost(e), "See that `docker run` works for this user.");
        }
    }

    /** Whether an image that could be built for it would mend nothing: it is there, or is not what it wants for. */
    boolean lacksMoreThan(String image) {
        if (HelperImages.missing()) {
            return true;
        }
        try {
            return Images.has(DockerClientFactory.instance().client(), image);
        } catch (DockerException | IllegalStateException e) {
            return false;
        }
    }

    private Attempt start(DockerClient engine, Consumer<String> progress) {
        var labels = new ContainerLabel(engine);
        if (labels.sweep() > 0) {
            progress.accept("Took away containers that killed runs had left.");
        }
        // A stand-in replaces an image that was asked for by name only where the set-up may build it.
        boolean standInAllowed = options.setupAllowed() || options.image().isEmpty();
        Optional<String> image = new Images(engine, progress).find(options.wantedImage(), standInAllowed);
        if (image.isEmpty()) {
            return new Attempt.Unavailable(
                    "the image is not on this machine and cannot be pulled",
                    "Pull it where the registry can be reached (docker pull " + options.wantedImage()
                            + "), or name another with --image.");
        }
        return new Attempt.Started(run(engine, labels, image.get()));
    }

    private static Server run(DockerClient engine, ContainerLabel labels, String image) {
        String label = OwnerMark.own() + " " + Passwords.hex(4);
        Cleanup cleanup = Cleanup.promise(() -> labels.removeAllWith(label));
        try {
            var container = new DatabaseContainer(image, label);
            DatabaseUrl adminUrl = container.start();
            return RunningServer.at(adminUrl, "container " + image + " (" + engineName(engine) + ")", true, cleanup)
                    .dumpedBy(container.dumps());
        } catch (RuntimeException e) {
            cleanup.run();
            throw e;
        }
    }

    private static String engineName(DockerClient engine) {
        var version = engine.versionCmd().exec();
        boolean podman = Optional.ofNullable(version.getComponents()).stream()
                .flatMap(components -> components.stream())
                .anyMatch(component -> component.getName().startsWith("Podman"));
        return (podman ? "Podman " : "Docker ") + version.getVersion().replaceFirst("\\+.*", "");
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).strip();
    }
}
