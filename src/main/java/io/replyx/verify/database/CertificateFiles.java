package io.replyx.verify.database;

import io.replyx.verify.settings.ClientCertificate;
import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Set;

/** Looks at the files of certificates and keys that an address names, before driver or programs fail on them. */
final class CertificateFiles {
    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final int DER_SEQUENCE = 0x30;

    private final DatabaseUrl url;

    private CertificateFiles(DatabaseUrl url) {
        this.url = url;
    }

    /**
     * See that each can be read and is what it must be.
     *
     * @throws NoUsableDatabase when one is not
     */
    static void check(DatabaseUrl url) {
        var files = new CertificateFiles(url);
        url.sslRootCert().filter(file -> !isSystem(file)).ifPresent(file -> files.require("sslrootcert", file));
        url.clientCertificate().ifPresent(files::check);
    }

    /** Whether the authorities to trust are those of the installation, rather than a file's. */
    static boolean isSystem(Path certificate) {
        return certificate.equals(Path.of("system"));
    }

    /** What kind of key a certificate is of: the driver would take any for RSA. */
    static String algorithm(DatabaseUrl url, ClientCertificate client) {
        try (InputStream certificate = Files.newInputStream(client.certificate())) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(certificate)
                    .getPublicKey()
                    .getAlgorithm();
        } catch (IOException | CertificateException unreadable) {
            throw new CertificateFiles(url).wrong("sslcert", client.certificate(), "holds no certificate as PEM");
        }
    }

    private void check(ClientCertificate client) {
        require("sslcert", client.certificate());
        require("sslkey", client.key());
        try {
            checkMode(client.key());
            checkKind(client.key());
        } catch (IOException unreadable) {
            throw wrong("sslkey", client.key(), "cannot be read");
        }
    }

    private void require(String parameter, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw wrong(parameter, file, "cannot be read");
        }
    }

    /** As libpq has it: what only root's group may read belongs to root. */
    private void checkMode(Path key) throws IOException {
        if (!key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(key);
        boolean groupReads = mode.contains(PosixFilePermission.GROUP_READ)
                && !Files.getOwner(key).getName().equals("root");
        if (groupReads || mode.stream().anyMatch(OTHERS::contains)) {
            throw wrong("sslkey", key, "can be read by others: chmod 600 it");
        }
    }

    private void checkKind(Path key) throws IOException {
        byte[] bytes = Files.readAllBytes(key);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("ENCRYPTED")) {
            throw wrong(
                    "sslkey",
                    key,
                    "has a passphrase, for which there is nobody to ask: take it away, and keep the"
                            + " file to yourself (openssl pkcs8 -topk8 -nocrypt)");
        }
        boolean der = bytes.length > 0 && bytes[0] == DER_SEQUENCE;
        if (!der && !text.contains("-----BEGIN PRIVATE KEY-----")) {
            throw wrong("sslkey", key, "is no key in PKCS-8, as PEM or DER: openssl pkcs8 -topk8 -nocrypt makes one");
        }
    }

    private NoUsableDatabase wrong(String parameter, Path file, String what) {
        return new NoUsableDatabase("Cannot connect to " + url.address() + ": the file that " + parameter + " names, "
                + file + ", " + what + ".");
    }
}
