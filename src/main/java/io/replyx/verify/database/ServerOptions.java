package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Settings.ServerChoice;
import io.replyx.verify.settings.WrongUse;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which server to rehearse on.
 *
 * @param provider the only way to try; all of them in turn where it is empty
 * @param image the image to start, never another in its place
 * @param setupAllowed whether packages may be installed, an engine started and an image built
 * @param existing a disposable server that runs already
 */
public record ServerOptions(
        Optional<ServerKind> provider, Optional<String> image, boolean setupAllowed, Optional<DatabaseUrl> existing) {
    /** The image where none is asked for. */
    public static final String DEFAULT_IMAGE = "pgvector/pgvector:pg18";

    /**
     * What a person chose.
     *
     * @throws WrongUse when there is no such kind of server
     */
    public static ServerOptions of(ServerChoice choice) {
        return new ServerOptions(
                choice.provider().map(ServerOptions::kind), choice.image(), choice.setupAllowed(), choice.existing());
    }

    private static ServerKind kind(String word) {
        return Arrays.stream(ServerKind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new WrongUse("--provider " + word + " is unknown: use container, local or existing"));
    }

    /** The same, for a certain version of PostgreSQL where no image is asked for. */
    public ServerOptions preferring(int major) {
        return new ServerOptions(
                provider, image.or(() -> Optional.of("pgvector/pgvector:pg" + major)), setupAllowed, existing);
    }

    /** The image that is wanted. */
    String wantedImage() {
        return image.orElse(DEFAULT_IMAGE);
    }
}
