package io.replyx.verify.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a connection is protected, in libpq's words. */
public enum SslMode {
    /** Never encrypted. */
    DISABLE("disable"),
    /** Encrypted only when the server insists. */
    ALLOW("allow"),
    /** Encrypted when the server can. */
    PREFER("prefer"),
    /** Encrypted, with any certificate of any server. */
    REQUIRE("require"),
    /** Encrypted, with a certificate of a trusted authority for any host. */
    VERIFY_CA("verify-ca"),
    /** Encrypted, with a certificate of a trusted authority for this very host. */
    VERIFY_FULL("verify-full");

    private final String text;

    SslMode(String text) {
        this.text = text;
    }

    /** The mode as libpq and the driver spell it. */
    public String text() {
        return text;
    }

    /** Whether the server's certificate is checked against an authority. */
    public boolean checksCertificate() {
        return this == VERIFY_CA || this == VERIFY_FULL;
    }

    /** The mode that is spelt so, in lower case only: the driver ignores any other spelling and goes unencrypted. */
    public static Optional<SslMode> spelt(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    static String spellings() {
        return Arrays.stream(values()).map(SslMode::text).collect(Collectors.joining(", "));
    }
}
