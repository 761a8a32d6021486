package io.replyx.verify.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds a server to rehearse on: the first that works of those that may be used, each tried in turn. */
public final class ServerSearch {
    private final ServerOptions options;
    private final Consumer<String> progress;
    private final List<String> tried = new ArrayList<>();

    private ServerSearch(ServerOptions options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * A server, started if need be.
     *
     * @throws NoUsableDatabase when nothing works: it lists what was tried, why it failed, and what would help
     */
    public static Server find(ServerOptions options, Consumer<String> progress) {
        return new ServerSearch(options, progress).find();
    }

    /**
     * A server of a certain version, or else one that is newer or older.
     *
     * @throws NoUsableDatabase when nothing works
     */
    public static Server find(ServerOptions options, int major, Consumer<String> progress) {
        if (options.wantedImage().equals(options.preferring(major).wantedImage())) {
            return find(options, progress);
        }
        try {
            return find(options.preferring(major), progress);
        } catch (NoUsableDatabase none) {
            return find(options, progress);
        }
    }

    private Server find() {
        Server server = existing()
                .or(() -> when(ServerKind.CONTAINER, () -> attempt(new ContainerProvider(options))))
                .or(() -> when(ServerKind.LOCAL, this::local))
                .or(() -> when(ServerKind.CONTAINER, this::afterSetup))
                .orElseThrow(this::nothing);
        progress.accept("Rehearsing on " + server.origin() + ", PostgreSQL "
                + server.facts().version()
                + server.facts()
                        .pgvector()
                        .map(version -> " with pgvector " + version)
                        .orElse("") + ".");
        return server;
    }

    /** Whoever names a server means that server: nothing else takes its place. */
    private Optional<Server> existing() {
        if (options.existing().isEmpty() && !options.provider().equals(Optional.of(ServerKind.EXISTING))) {
            return Optional.empty();
        }
        if (options.existing().isEmpty()) {
            throw new NoUsableDatabase(
                    "No server is named. Set REHEARSAL_SERVER_URL to a superuser's URL of a" + " disposable server.");
        }
        if (options.provider().filter(only -> only != ServerKind.EXISTING).isPresent()) {
            return Optional.empty();
        }
        Optional<Server> server =
                attempt(new ExistingServerProvider(options.existing().get()));
        return Optional.of(server.orElseThrow(this::nothing));
    }

    private Optional<Server> when(ServerKind kind, Supplier<Optional<Server>> way) {
        return options.provider().filter(only -> only != kind).isPresent() ? Optional.empty() : way.get();
    }

    /** An image that was asked for by name is not what is installed here. */
    private Optional<Server> local() {
        if (options.image().isPresent()) {
            tried.add("programs of PostgreSQL on this machine: not looked for, since an image is named.");
            return Optional.empty();
        }
        return attempt(new LocalClusterProvider());
    }

    private Optional<Server> afterSetup() {
        Optional<String> obstacle =
                options.setupAllowed() ? DebianSetup.obstacle() : Optional.of("not allowed (--no-setup)");
        if (obstacle.isPresent()) {
            tried.add("set-up from Debian's packages: " + obstacle.get() + ".");
            return Optional.empty();
        }
        try {
            return withEngine(new DebianSetup(progress));
        } catch (CommandFailed e) {
            tried.add("set-up from Debian's packages: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Server> withEngine(DebianSetup setup) {
        var container = new ContainerProvider(options);
        if (!Engine.answers()) {
            setup.startEngine();
            Optional<Server> server = attempt(container);
            if (server.isPresent()) {
                return server;
            }
        }
        Optional<String> standIn = Images.standIn(options.wantedImage());
        if (standIn.isEmpty()) {
            tried.add("set-up from Debian's packages: it can stand in for pgvector/pgvector:pg17 and :pg18 only.");
            return Optional.empty();
        }
        if (container.lacksMoreThan(standIn.get())) {
            tried.add("set-up from Debian's packages: no image that it builds would mend this.");
            return Optional.empty();
        }
        setup.buildImage(Images.majorOf(options.wantedImage()).orElseThrow(), standIn.get());
        return attempt(container);
    }

    private Optional<Server> attempt(ServerProvider provider) {
        Attempt attempt = provider.start(progress);
        if (attempt instanceof Attempt.Started started) {
            return Optional.of(started.server());
        }
        var unavailable = (Attempt.Unavailable) attempt;
        tried.add(provider.name() + ": " + unavailable.why() + ". " + unavailable.remedy());
        return Optional.empty();
    }

    private NoUsableDatabase nothing() {
        return new NoUsableDatabase("There is no server to rehearse on. Tried:\n  - " + String.join("\n  - ", tried)
                + (options.existing().isPresent()
                        ? ""
                        : "\nOr set REHEARSAL_SERVER_URL to a superuser's URL of a disposable server."));
    }
}
