package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A pooler of transactions before a server, on this machine; there is none where PgBouncer is not installed. */
public final class Pooler implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    private final Process process;
    private final DatabaseUrl url;

    private Pooler(Process process, DatabaseUrl url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Start one.
     *
     * @param behind the database that it leads to
     * @param folder where its configuration goes
     */
    public static Optional<Pooler> before(DatabaseUrl behind, Path folder) throws IOException {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.empty();
        }
        int port = freePort();
        Path configuration = folder.resolve("pgbouncer.ini");
        Files.write(
                configuration,
                List.of(
                        "[databases]",
                        behind.database() + " = host=" + behind.host() + " port=" + behind.port() + " user="
                                + behind.user() + " password="
                                + behind.password().reveal(),
                        "[pgbouncer]",
                        "listen_addr = 127.0.0.1",
                        "listen_port = " + port,
                        "unix_socket_dir =",
                        "auth_type = any",
                        "pool_mode = transaction",
                        "ignore_startup_parameters = extra_float_digits,options",
                        isRoot() ? "user = nobody" : ";"));
        Process process = new ProcessBuilder(PROGRAM.toString(), "-q", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("pgbouncer.log").toFile())
                .start();
        DatabaseUrl url = DatabaseUrl.local("127.0.0.1", port, behind.database(), behind.user(), behind.password());
        Readiness.await(url, process::isAlive);
        return Optional.of(new Pooler(process, url));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The database, through the pooler. */
    public DatabaseUrl url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
