package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the image to start: as it is named, as it was built here in its place, or from its registry. */
final class Images {
    private static final Pattern OFFICIAL = Pattern.compile("pgvector/pgvector:pg([0-9]{2})");

    private final DockerClient engine;
    private final Consumer<String> progress;

    Images(DockerClient engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /** The name of the image that the set-up builds where the official one cannot be had. */
    static Optional<String> standIn(String image) {
        return majorOf(image).map(major -> "replyx-verify/pgvector:pg" + major);
    }

    /** The major version of PostgreSQL in an official image. */
    static Optional<Integer> majorOf(String image) {
        Matcher matcher = OFFICIAL.matcher(image);
        return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    /** The image itself, or its stand-in where that is allowed; nothing where neither can be had. */
    Optional<String> find(String image, boolean standInAllowed) {
        if (isPresent(image)) {
            return Optional.of(image);
        }
        Optional<String> built = standIn(image).filter(name -> standInAllowed && isPresent(name));
        if (built.isPresent()) {
            progress.accept("Image " + image + " is not here; " + built.get() + ", built on this machine, stands in.");
            return built;
        }
        return new ImagePull(engine, progress).pull(image) ? Optional.of(image) : Optional.empty();
    }

    private boolean isPresent(String image) {
        return has(engine, image);
    }

    /** Whether an engine has an image. */
    static boolean has(DockerClient engine, String image) {
        try {
            engine.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }
}
