package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** A server in a container that can be killed and comes back on the same port with the same data. */
public final class KillableServer implements Server {
    private static final int PORT = 5432;
    private static final String SUPERUSER = "postgres";

    // As a real server is set, except that it need not outlive its machine: what a killed process wrote is in the
    // kernel's hands. It does not look for dead clients by itself.
    private static final List<String> COMMAND = List.of(
            "postgres",
            "-c",
            "fsync=off",
            "-c",
            "autovacuum=off",
            "-c",
            "max_connections=100",
            "-c",
            "client_connection_check_interval=0",
            "-c",
            "log_min_messages=fatal");

    private final DockerClient engine;
    private final String container;
    private final Server running;

    private KillableServer(DockerClient engine, String container, Server running) {
        this.engine = engine;
        this.container = container;
        this.running = running;
    }

    /** Start one; empty where no engine answers or its image is not here. */
    public static Optional<KillableServer> start() {
        return startWith(List.of());
    }

    /** Start one with a library loaded, which only a start can do. */
    public static Optional<KillableServer> startWithLibrary(String library) {
        return startWith(List.of("-c", "shared_preload_libraries=" + library));
    }

    private static Optional<KillableServer> startWith(List<String> settings) {
        if (!Engine.answers() || HelperImages.missing()) {
            return Optional.empty();
        }
        DockerClient engine = DockerClientFactory.instance().client();
        return new Images(engine, line -> {})
                .find(ServerOptions.DEFAULT_IMAGE, true)
                .map(image -> start(engine, image, settings));
    }

    private static KillableServer start(DockerClient engine, String image, List<String> settings) {
        ContainerLabel labels = new ContainerLabel(engine);
        String label = OwnerMark.own() + " " + Passwords.hex(4);
        Cleanup cleanup = Cleanup.promise(() -> labels.removeAllWith(label));
        Secret password = Passwords.random();
        int port = freePort();
        String id = engine.createContainerCmd(image)
                .withEnv("POSTGRES_PASSWORD=" + password.reveal())
                .withLabels(java.util.Map.of(ContainerLabel.KEY, label))
                .withCmd(Stream.concat(COMMAND.stream(), settings.stream()).toList())
                .withExposedPorts(ExposedPort.tcp(PORT))
                .withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(
                                new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(PORT))))
                .exec()
                .getId();
        engine.startContainerCmd(id).exec();
        DatabaseUrl url = DatabaseUrl.local("127.0.0.1", port, SUPERUSER, SUPERUSER, password);
        Readiness.await(url, () -> true);
        return new KillableServer(
                engine, id, RunningServer.at(url, "container " + image + " to be killed", true, cleanup));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Kill it as a machine without memory would, all its processes at once, and start it again. */
    public void killAndRestart() {
        engine.killContainerCmd(container).withSignal("KILL").exec();
        engine.waitContainerCmd(container).start().awaitStatusCode();
        engine.startContainerCmd(container).exec();
        Readiness.await(adminUrl(), () -> true);
    }

    @Override
    public String origin() {
        return running.origin();
    }

    @Override
    public DatabaseUrl adminUrl() {
        return running.adminUrl();
    }

    @Override
    public ServerFacts facts() {
        return running.facts();
    }

    @Override
    public boolean vanishes() {
        return true;
    }

    @Override
    public void close() {
        running.close();
    }
}
