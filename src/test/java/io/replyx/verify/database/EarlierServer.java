package io.replyx.verify.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Servers of earlier major versions, without pgvector, from the programs that the build has fetched. */
public final class EarlierServer {
    /** The major versions that there are programs of. */
    public static final List<Integer> MAJORS = List.of(14, 15, 16, 17);

    private static final Path FETCHED = Path.of("target/earlier-servers");

    private EarlierServer() {}

    /**
     * Start a server, to be closed by the caller.
     *
     * @param folder an empty folder for its programs
     */
    public static Server start(int major, Path folder) throws IOException {
        // The server runs as somebody else where the tests run as root.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        unpack(fetched(major), folder);
        return LocalCluster.start(Installation.in(folder.resolve("bin")).orElseThrow());
    }

    private static Path fetched(int major) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(FETCHED, "*-" + major + ".*.jar")) {
            return jars.iterator().next();
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry programs = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream packed = new BufferedInputStream(zip.getInputStream(programs));
                    TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, folder.resolve(entry.getName()));
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
