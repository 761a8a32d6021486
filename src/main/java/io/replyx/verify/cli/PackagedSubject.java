package io.replyx.verify.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The subject that the build puts beside the classes, for machines that have nothing but the jar or the image. It is
 * read where it is: nothing is unpacked, so that nothing has to be taken away.
 */
final class PackagedSubject {
    private static final String PLACE = "/subject";

    private PackagedSubject() {}

    /** The folder that holds its migrations and fixtures; empty where the suite was built without any. */
    static Optional<Path> home() {
        return Optional.ofNullable(PackagedSubject.class.getResource(PLACE + "/migrations"))
                .map(PackagedSubject::folder);
    }

    private static Path folder(URL migrations) {
        try {
            if (migrations.openConnection() instanceof JarURLConnection inside) {
                // Open as long as the process lives, as the jar itself is.
                FileSystem jar =
                        FileSystems.newFileSystem(Path.of(inside.getJarFileURL().toURI()));
                return jar.getPath(PLACE);
            }
            Path folder = Path.of(migrations.toURI());
            return folder.resolveSibling(".").normalize();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
