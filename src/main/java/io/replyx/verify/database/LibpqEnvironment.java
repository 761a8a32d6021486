package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.SslMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands an address to PostgreSQL's own programs: all of it by the environment, and the password by a file that nobody
 * else can read, in a folder that goes when this is closed and when the Java machine ends.
 */
final class LibpqEnvironment implements AutoCloseable {
    private final TemporaryFolder folder;

    private LibpqEnvironment(TemporaryFolder folder) {
        this.folder = folder;
    }

    static LibpqEnvironment create() {
        return new LibpqEnvironment(TemporaryFolder.make("replyx-verify-tool-"));
    }

    Path folder() {
        return folder.path();
    }

    /** The variables that lead to a database, for programs that may see files under other paths. */
    Map<String, String> leadingTo(DatabaseUrl url, Programs programs) {
        Map<String, String> variables = new HashMap<>();
        variables.put("PGHOST", url.host());
        variables.put("PGPORT", Integer.toString(url.port()));
        variables.put("PGDATABASE", url.database());
        variables.put("PGUSER", url.user());
        variables.put("PGPASSFILE", programs.seenAs(passwordFile(url)).toString());
        variables.put("PGCONNECT_TIMEOUT", Long.toString(url.connectTimeout().toSeconds()));
        variables.put("PGAPPNAME", url.applicationName());
        variables.put("PGSSLMODE", url.sslMode().text());
        variables.put("PGTZ", "UTC");
        variables.put("PGCLIENTENCODING", "UTF8");
        if (!url.sslMode().checksCertificate()) {
            variables.put("PGREQUIREAUTH", Connector.NO_PASSWORD_IN_CLEAR);
        }
        if (url.sslMode() == SslMode.DISABLE) {
            variables.put("PGGSSENCMODE", "disable");
        }
        // The home folder holds other passwords, services and certificates.
        variables.put("HOME", programs.seenAs(folder()).toString());
        rootCertificate(url).ifPresent(file -> variables.put("PGSSLROOTCERT", trusted(file, programs)));
        url.clientCertificate().ifPresent(client -> {
            variables.put("PGSSLCERT", copied("sslcert", client.certificate(), programs));
            variables.put("PGSSLKEY", copied("sslkey", client.key(), programs));
        });
        return variables;
    }

    private static Optional<Path> rootCertificate(DatabaseUrl url) {
        Path usual = Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt");
        return url.sslRootCert()
                .or(() ->
                        Optional.of(usual).filter(file -> url.sslMode().checksCertificate() && Files.isReadable(file)));
    }

    private String trusted(Path file, Programs programs) {
        return CertificateFiles.isSystem(file) ? file.toString() : copied("sslrootcert", file, programs);
    }

    /** A copy in the folder, since programs in a container see no other file. */
    private String copied(String parameter, Path file, Programs programs) {
        try {
            return programs.seenAs(write(parameter, Files.readAllBytes(file))).toString();
        } catch (IOException unreadable) {
            throw new NoUsableDatabase("The file that " + parameter + " names, " + file + ", cannot be read.");
        }
    }

    private Path passwordFile(DatabaseUrl url) {
        // Every address: the folder holds the password of this one only.
        return write("password", "*:*:*:*:" + url.password().reveal().replaceAll("[:\\\\]", "\\\\$0") + "\n");
    }

    /** A file in the folder that nobody else can read. */
    Path write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) {
        Path file = folder().resolve(name);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, ownerOnly());
            Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-------");
        return folder().getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    @Override
    public void close() {
        folder.close();
    }
}
