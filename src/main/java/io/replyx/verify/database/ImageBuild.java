package io.replyx.verify.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds an image with PostgreSQL and pgvector from Debian's packages, for machines that reach no image registry. */
final class ImageBuild {
    /** The suite of Debian that has both, each built for the other. */
    private static final Map<Integer, String> SUITES = Map.of(17, "trixie", 18, "sid");

    private static final Duration BOOTSTRAP_LIMIT = Duration.ofMinutes(20);
    private static final Duration IMPORT_LIMIT = Duration.ofMinutes(5);
    private static final String ENTRYPOINT = "entrypoint.sh";

    private final Consumer<String> progress;

    ImageBuild(Consumer<String> progress) {
        this.progress = progress;
    }

    void build(int major, String name) {
        String suite = Optional.ofNullable(SUITES.get(major))
                .orElseThrow(() -> new CommandFailed(
                        "no suite of Debian has pgvector for PostgreSQL " + major + "; there is one for "
                                + SUITES.keySet().stream().sorted().toList()));
        progress.accept("Building image " + name + " from Debian's packages (" + suite + "), once; a minute or so ...");
        Path workshop = workshop();
        Cleanup cleanup = Cleanup.promise(() -> remove(workshop));
        try {
            Path root = workshop.resolve("root.tar");
            Command.of(bootstrap(major, suite, root, workshop))
                    .within(BOOTSTRAP_LIMIT)
                    .run();
            Command.of(importing(major, root, name)).within(IMPORT_LIMIT).run();
        } finally {
            cleanup.run();
        }
    }

    private static List<String> bootstrap(int major, String suite, Path root, Path workshop) {
        List<String> words = new ArrayList<>(List.of(
                "mmdebstrap",
                "--variant=minbase",
                "--include=postgresql-%1$d,postgresql-%1$d-pgvector,gosu,locales".formatted(major),
                // A mirror that lags behind serves lists that have run out, with packages that are still good.
                "--aptopt=Acquire::Check-Valid-Until \"false\"",
                // A build that is cut short is begun again, so nothing need be safe on disk.
                "--dpkgopt=force-unsafe-io",
                "--dpkgopt=path-exclude=/usr/share/doc/*",
                "--dpkgopt=path-exclude=/usr/share/man/*",
                // The package would make a cluster that nobody uses.
                "--essential-hook=mkdir -p \"$1/etc/postgresql-common\"",
                "--essential-hook=echo 'create_main_cluster = false' > \"$1/etc/postgresql-common/createcluster.conf\"",
                "--customize-hook=copy-in '" + workshop.resolve(ENTRYPOINT) + "' /usr/local/bin",
                "--customize-hook=chmod 0755 \"$1/usr/local/bin/" + ENTRYPOINT + "\"",
                // Collations that the official image has, for migrations that name them.
                "--customize-hook=chroot \"$1\" localedef -i en_US -f UTF-8 en_US.UTF-8",
                suite,
                root.toString()));
        mirror().ifPresent(words::add);
        return words;
    }

    private static List<String> importing(int major, Path root, String name) {
        return List.of(
                "docker",
                "import",
                "--change=ENV PATH=/usr/lib/postgresql/" + major + "/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                "--change=ENV PGDATA=/var/lib/postgresql/" + major + "/docker",
                "--change=ENTRYPOINT [\"" + ENTRYPOINT + "\"]",
                "--change=CMD [\"postgres\"]",
                "--change=EXPOSE 5432",
                root.toString(),
                name);
    }

    /** The mirror that this machine itself uses: it may be the only one that it reaches. */
    private static Optional<String> mirror() {
        return Command.of(
                        "apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian")
                .run()
                .stream()
                .filter(uri -> !uri.contains("security"))
                .findFirst();
    }

    private static Path workshop() {
        try (InputStream entrypoint = ImageBuild.class.getResourceAsStream("image/" + ENTRYPOINT)) {
            Path directory = Files.createTempDirectory("replyx-verify-image-");
            Files.copy(Objects.requireNonNull(entrypoint), directory.resolve(ENTRYPOINT));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path workshop) {
        // Whatever was interrupted may have left a whole root directory in it.
        Command.of("rm", "-rf", "--one-file-system", workshop.toString()).succeeds();
    }
}
