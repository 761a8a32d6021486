package io.replyx.verify.database;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Whether a container engine answers. Testcontainers itself may be asked only once it does: it never looks again after
 * it found none, and the set-up may start one.
 */
final class Engine {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final String WINDOWS_PIPE = "npipe:////./pipe/docker_engine";

    private Engine() {}

    static boolean answers() {
        return candidates().anyMatch(Engine::answersAt);
    }

    /** Where it was looked for, for messages. */
    static String places() {
        return String.join(", ", candidates().toList());
    }

    private static Stream<String> candidates() {
        Optional<String> configured = Optional.ofNullable(
                TestcontainersConfiguration.getInstance().getEnvVarOrUserProperty("docker.host", null));
        if (configured.isPresent()) {
            return configured.stream();
        }
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return Stream.of(WINDOWS_PIPE);
        }
        String home = System.getProperty("user.home", "");
        return Stream.concat(Stream.of("/var/run/docker.sock"), underHome(home)).map(path -> "unix://" + path);
    }

    /** The places where Testcontainers looks by itself, rootless engines and Docker Desktop. */
    private static Stream<String> underHome(String home) {
        return List.of("/.docker/run/docker.sock", "/.docker/desktop/docker.sock").stream()
                .map(path -> home + path);
    }

    private static boolean answersAt(String address) {
        try {
            URI uri = URI.create(address);
            return switch (Optional.ofNullable(uri.getScheme()).orElse("")) {
                case "unix" -> answersOnSocket(Path.of(uri.getPath()));
                case "tcp", "http", "https" -> answersOnNetwork(uri.getHost(), uri.getPort());
                // Only Testcontainers knows how to ask.
                default -> true;
            };
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean answersOnSocket(Path socket) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static boolean answersOnNetwork(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
