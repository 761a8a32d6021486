package io.replyx.verify.settings;

import java.nio.file.Path;
import java.util.Optional;

/** The parameters of a URL that say how its connection is protected, checked against each other. */
final class TlsParameters {
    static final String SSL_MODE = "sslmode";
    static final String ROOT_CERTIFICATE = "sslrootcert";
    static final String CERTIFICATE = "sslcert";
    static final String KEY = "sslkey";
    private static final Path SYSTEM = Path.of("system");

    private final UrlParameters parameters;
    private final Optional<Variable> beside;

    private TlsParameters(UrlParameters parameters, Optional<Variable> beside) {
        this.parameters = parameters;
        this.beside = beside;
    }

    /**
     * @param beside the variable that states the mode where no parameter does
     * @throws WrongUse when they contradict each other or the variable
     */
    static TlsParameters of(UrlParameters parameters, Optional<Variable> beside) {
        var tls = new TlsParameters(parameters, beside);
        tls.checkMode();
        tls.checkRootCertificate();
        tls.checkClientCertificate();
        return tls;
    }

    SslMode mode() {
        return stated().or(() -> beside.map(Variable::sslMode)).orElse(SslMode.PREFER);
    }

    Optional<Path> rootCertificate() {
        return parameters.file(ROOT_CERTIFICATE);
    }

    Optional<ClientCertificate> clientCertificate() {
        return parameters
                .file(CERTIFICATE)
                .flatMap(certificate -> parameters.file(KEY).map(key -> new ClientCertificate(certificate, key)));
    }

    private Optional<SslMode> stated() {
        return parameters
                .text(SSL_MODE)
                .map(text -> SslMode.spelt(text)
                        .orElseThrow(() -> parameters.wrong(SSL_MODE, "must be one of " + SslMode.spellings())));
    }

    private void checkMode() {
        SslMode mode = mode();
        beside.filter(variable -> variable.sslMode() != mode).ifPresent(variable -> {
            throw parameters.wrong(SSL_MODE, "says something else than " + variable.name() + ": unset one of them");
        });
    }

    /** The driver would read no certificate in the weaker modes, while whoever names one believes it is checked. */
    private void checkRootCertificate() {
        Optional<Path> certificate = rootCertificate();
        if (certificate.isPresent() && !mode().checksCertificate()) {
            throw parameters.wrong(
                    ROOT_CERTIFICATE, "is only checked with sslmode=verify-full or verify-ca: write one of them too");
        }
        if (certificate.equals(Optional.of(SYSTEM)) && mode() != SslMode.VERIFY_FULL) {
            throw parameters.wrong(ROOT_CERTIFICATE, "can be system only with sslmode=verify-full");
        }
    }

    /** In the weaker modes a connection may come about to which no certificate is shown. */
    private void checkClientCertificate() {
        boolean certificate = parameters.text(CERTIFICATE).isPresent();
        boolean key = parameters.text(KEY).isPresent();
        if (certificate != key) {
            throw parameters.wrong(
                    certificate ? CERTIFICATE : KEY, "goes with " + (certificate ? KEY : CERTIFICATE) + ": write both");
        }
        if (certificate && mode().compareTo(SslMode.REQUIRE) < 0) {
            throw parameters.wrong(
                    CERTIFICATE,
                    "needs a connection that is encrypted for certain: write"
                            + " sslmode=require, or a stronger mode, too");
        }
    }
}
