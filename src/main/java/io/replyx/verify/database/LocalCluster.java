package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A throw-away cluster of an installed PostgreSQL, in a directory of its own. */
final class LocalCluster {
    private static final String SUPERUSER = "postgres";
    private static final String LOOPBACK = "127.0.0.1";

    private final Installation installation;
    private final Unprivileged account = Unprivileged.choose();
    private final ClusterDirectory directory;

    private LocalCluster(Installation installation, ClusterDirectory directory) {
        this.installation = installation;
        this.directory = directory;
    }

    static Server start(Installation installation) {
        ClusterDirectory directory = ClusterDirectory.create();
        Cleanup cleanup = Cleanup.promise(directory::remove);
        try {
            DatabaseUrl url = new LocalCluster(installation, directory).start();
            String origin = "local cluster of PostgreSQL " + installation.major() + " in " + installation.programs();
            return RunningServer.at(url, origin, true, cleanup);
        } catch (IOException e) {
            cleanup.run();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            cleanup.run();
            throw e;
        }
    }

    private DatabaseUrl start() throws IOException {
        Secret password = Passwords.random();
        account.own(directory.root());
        initialise(password);
        int port = freePort();
        Process server = Command.of(account.command(Stream.concat(
                                Stream.of(
                                        installation.program("postgres"),
                                        "-D",
                                        directory.data().toString(),
                                        "-p",
                                        Integer.toString(port),
                                        "-c",
                                        "listen_addresses=" + LOOPBACK,
                                        "-c",
                                        "unix_socket_directories="),
                                ServerFlags.arguments())
                        .toArray(String[]::new)))
                .with(ServerFlags.LARGE_PAGES.getKey(), ServerFlags.LARGE_PAGES.getValue())
                .startWithLog(directory.log());
        DatabaseUrl url = DatabaseUrl.local(LOOPBACK, port, SUPERUSER, SUPERUSER, password);
        await(url, server);
        return url;
    }

    private void initialise(Secret password) throws IOException {
        Path passwordFile = directory.passwordFile();
        Files.writeString(passwordFile, password.reveal());
        account.own(passwordFile);
        List<String> initdb = account.command(
                installation.program("initdb"),
                "--pgdata=" + directory.data(),
                "--username=" + SUPERUSER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        Command.of(initdb).within(Duration.ofMinutes(1)).run();
        Files.delete(passwordFile);
    }

    private void await(DatabaseUrl url, Process server) throws IOException {
        try {
            Readiness.await(url, server::isAlive);
        } catch (NoUsableDatabase e) {
            throw new NoUsableDatabase(e.getMessage() + " Its log says: " + directory.endOfLog());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
