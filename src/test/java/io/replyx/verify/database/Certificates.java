package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes authorities and certificates with the Java installation's own tool, as PEM files in a folder. */
final class Certificates {
    private static final String PASSWORD = "keystore";

    private final Path folder;

    Certificates(Path folder) {
        this.folder = folder;
    }

    /** A certificate that its own key signed, for a host or as an authority. */
    Path selfSigned(String name, String extension) throws Exception {
        return make(name, List.of("-ext", extension));
    }

    /** A certificate that an authority signed. */
    Path signed(String name, String authority, String extension) throws Exception {
        return make(name, List.of("-signer", authority, "-ext", extension));
    }

    /** The same, of last year. */
    Path expired(String name, String authority, String extension) throws Exception {
        return make(name, List.of("-signer", authority, "-ext", extension, "-startdate", "-400d", "-validity", "30"));
    }

    /** The file of a certificate's key, as PKCS-8 in PEM. */
    Path key(String name) {
        return folder.resolve(name + ".key");
    }

    /** The same key in DER. */
    Path derKey(String name) throws Exception {
        return secret(folder.resolve(name + ".pk8"), privateKey(name));
    }

    private Path make(String name, List<String> how) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys.p12").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(how);
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        secret(key(name), pem("PRIVATE KEY", privateKey(name)).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return Files.writeString(
                folder.resolve(name + ".crt"),
                pem("CERTIFICATE", keys().getCertificate(name).getEncoded()));
    }

    private byte[] privateKey(String name) throws IOException, GeneralSecurityException {
        return keys().getKey(name, PASSWORD.toCharArray()).getEncoded();
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static Path secret(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind + "-----\n";
    }
}
