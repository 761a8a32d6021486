package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** A server in a container that can be killed and comes back on the same port with the same data. */
public final class KillableServer implements Server {
    private static final int PORT = 5432;
    private static final int STANDBY_PORT = 5433;
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
    private final int standbyPort;

    private KillableServer(DockerClient engine, String container, Server running, int standbyPort) {
        this.engine = engine;
        this.container = container;
        this.running = running;
        this.standbyPort = standbyPort;
    }

    /** Start one; empty where no engine answers or its image is not here. */
    public static Optional<KillableServer> start() {
        return startWith(List.of());
    }

    /** Start one with a library loaded, which only a start can do. */
    public static Optional<KillableServer> startWithLibrary(String library) {
        return startWith(List.of("-c", "shared_preload_libraries=" + library));
    }

    /** Start one that keeps prepared transactions. */
    public static Optional<KillableServer> startWithPreparedTransactions() {
        return startWith(List.of("-c", "max_prepared_transactions=4"));
    }

    /** Start one that notes all that clients send it, and shows whole statements of sessions. */
    public static Optional<KillableServer> startTalkative() {
        return startWith(Stream.of(
                        "log_min_messages=debug1",
                        "log_statement=all",
                        "log_connections=on",
                        "log_error_verbosity=verbose",
                        "log_parameter_max_length_on_error=-1",
                        "track_activity_query_size=64kB",
                        "synchronous_commit=off",
                        "full_page_writes=off")
                .flatMap(setting -> Stream.of("-c", setting))
                .toList());
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
        int standbyPort = freePort();
        String id = engine.createContainerCmd(image)
                .withEnv("POSTGRES_PASSWORD=" + password.reveal())
                .withLabels(java.util.Map.of(ContainerLabel.KEY, label))
                .withCmd(Stream.concat(COMMAND.stream(), settings.stream()).toList())
                .withExposedPorts(ExposedPort.tcp(PORT), ExposedPort.tcp(STANDBY_PORT))
                .withHostConfig(HostConfig.newHostConfig()
                        .withPortBindings(published(port, PORT), published(standbyPort, STANDBY_PORT)))
                .exec()
                .getId();
        engine.startContainerCmd(id).exec();
        DatabaseUrl url = DatabaseUrl.local("127.0.0.1", port, SUPERUSER, SUPERUSER, password);
        Readiness.await(url, () -> true);
        return new KillableServer(
                engine, id, RunningServer.at(url, "container " + image + " to be killed", true, cleanup), standbyPort);
    }

    private static PortBinding published(int outside, int inside) {
        return new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", outside), ExposedPort.tcp(inside));
    }

    /** Start a hot standby of it, in the same container; it knows the databases of this moment and follows from there. */
    public DatabaseUrl startStandby() throws InterruptedException {
        String user = adminUrl().user();
        String script = "cd /tmp && export PGPASSWORD=\"$POSTGRES_PASSWORD\""
                + " && gosu postgres pg_basebackup -D /tmp/standby -R -X stream -c fast -h 127.0.0.1 -U " + user
                + " && gosu postgres pg_ctl -D /tmp/standby -o '-p " + STANDBY_PORT
                + " -c hot_standby=on' -l /tmp/standby.log -w start";
        String id = engine.execCreateCmd(container)
                .withCmd("bash", "-c", script)
                .exec()
                .getId();
        engine.execStartCmd(id).exec(new ResultCallback.Adapter<>()).awaitCompletion(60, TimeUnit.SECONDS);
        DatabaseUrl url = DatabaseUrl.local(
                "127.0.0.1",
                standbyPort,
                adminUrl().database(),
                user,
                adminUrl().password());
        Readiness.await(url, () -> true);
        return url;
    }

    /** All that it has noted. */
    public String log() throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean whole = engine.logContainerCmd(container)
                .withStdOut(true)
                .withStdErr(true)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        text.writeBytes(frame.getPayload());
                    }
                })
                .awaitCompletion(60, TimeUnit.SECONDS);
        if (!whole) {
            throw new IllegalStateException("the engine does not hand over the log of the server");
        }
        return text.toString(StandardCharsets.UTF_8);
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
        kill();
        restart();
    }

    /** Kill it, and leave it so. */
    public void kill() {
        engine.killContainerCmd(container).withSignal("KILL").exec();
        engine.waitContainerCmd(container).start().awaitStatusCode();
    }

    /** Start it again after it was killed. */
    public void restart() {
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
    public Optional<String> dumpDigest(String database) {
        return running.dumpDigest(database);
    }

    @Override
    public ServerArchive archive(String database) {
        return running.archive(database);
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
