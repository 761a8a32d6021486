package io.replyx.verify.settings;

import java.nio.file.Path;

/**
 * What a client shows a server that asks for a certificate.
 *
 * @param certificate the certificate, with those that lead to its authority, as PEM
 * @param key its private key, as PEM or as PKCS-8 in DER, without a passphrase
 */
public record ClientCertificate(Path certificate, Path key) {}
