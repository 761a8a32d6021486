package io.replyx.verify.database;

import static org.awaitility.Awaitility.await;

import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** PgBouncer before a test's server; closing it ends it. */
public final class Pooler implements AutoCloseable {
    private static final String PROGRAM = "pgbouncer";

    private final Process process;
    private final int port;

    private Pooler(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether this machine has it. */
    public static boolean isInstalled() {
        return Command.of(PROGRAM, "--version").succeeds();
    }

    /**
     * Start it.
     *
     * @param mode {@code transaction} or {@code session}
     * @param folder where its files go
     * @param users who may connect through it, with the server that it stands before
     */
    public static Pooler start(String mode, Path folder, List<DatabaseUrl> users) throws IOException {
        int port = freePort();
        DatabaseUrl server = users.get(0);
        Path passwords = folder.resolve("users.txt");
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(
                passwords,
                users.stream()
                        .map(user ->
                                "\"" + user.user() + "\" \"" + user.password().reveal() + "\"\n")
                        .collect(Collectors.joining()));
        Files.writeString(
                settings,
                String.join(
                        "\n",
                        "[databases]",
                        "* = host=" + server.host() + " port=" + server.port(),
                        "[pgbouncer]",
                        "listen_addr = 127.0.0.1",
                        "listen_port = " + port,
                        "unix_socket_dir =",
                        "auth_type = scram-sha-256",
                        "auth_file = " + passwords,
                        "pool_mode = " + mode,
                        "ignore_startup_parameters = extra_float_digits",
                        "logfile = " + folder.resolve("log.txt"),
                        ""));
        Unprivileged user = Unprivileged.choose();
        for (Path path : List.of(folder, passwords, settings)) {
            user.own(path);
        }
        Process process = new ProcessBuilder(user.command(PROGRAM, "-q", settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
        Pooler pooler = new Pooler(process, port);
        await("a pooler on port " + port).atMost(20, TimeUnit.SECONDS).until(pooler::answers);
        return pooler;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The address of a database through it. */
    public DatabaseUrl before(DatabaseUrl url) {
        return DatabaseUrl.local("127.0.0.1", port, url.database(), url.user(), url.password());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
