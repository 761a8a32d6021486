package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.DockerImageName;

/** Pulls an image for as long as it makes progress, and does not wait for a registry that is out of reach. */
final class ImagePull {
    private static final int PROBE_MILLIS = 3_000;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int HTTPS = 443;

    private final DockerClient engine;
    private final Consumer<String> progress;

    ImagePull(DockerClient engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    boolean pull(String image) {
        DockerImageName name = DockerImageName.parse(image);
        if (!reachesRegistry(name)) {
            progress.accept("Image " + image + " is not here, and its registry cannot be reached.");
            return false;
        }
        progress.accept("Pulling image " + image + " ...");
        try (var callback = engine.pullImageCmd(name.getUnversionedPart())
                .withTag(name.getVersionPart())
                .exec(new Progress())) {
            return callback.succeedsInTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An engine behind a proxy or with a mirror reaches what this process does not: then only trying tells. */
    private boolean reachesRegistry(DockerImageName image) {
        Info info = engine.infoCmd().exec();
        boolean direct = blank(info.getHttpsProxy()) && blank(info.getHttpProxy()) && !hasMirror(info);
        return !direct || answers(image.getRegistry());
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static boolean hasMirror(Info info) {
        return Optional.ofNullable(info.getRegistryConfig())
                .map(config -> config.getMirrors())
                .filter(mirrors -> mirrors instanceof Collection<?> some && !some.isEmpty())
                .isPresent();
    }

    /** Whether a registry answers; the engine's own when the name is empty. */
    static boolean answers(String registry) {
        String address = registry.isEmpty() || registry.equals("docker.io") ? "registry-1.docker.io" : registry;
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0 ? HTTPS : Integer.parseInt(address.substring(colon + 1));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static final class Progress extends ResultCallbackTemplate<Progress, PullResponseItem> {
        private final AtomicLong lastNews = new AtomicLong(System.nanoTime());
        private final AtomicBoolean complete = new AtomicBoolean();
        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public void onNext(PullResponseItem item) {
            lastNews.set(System.nanoTime());
            if (item.isErrorIndicated()) {
                failed.set(true);
            }
        }

        @Override
        public void onError(Throwable throwable) {
            failed.set(true);
        }

        @Override
        public void onComplete() {
            complete.set(true);
        }

        boolean succeedsInTime() {
            try {
                Awaitility.await()
                        .atMost(LONGEST)
                        .pollInterval(POLL)
                        .until(() -> complete.get() || failed.get() || isSilent());
            } catch (ConditionTimeoutException e) {
                return false;
            }
            return complete.get() && !failed.get();
        }

        private boolean isSilent() {
            return System.nanoTime() - lastNews.get() > LONGEST_SILENCE.toNanos();
        }
    }
}
