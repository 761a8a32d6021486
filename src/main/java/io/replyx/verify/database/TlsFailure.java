package io.replyx.verify.database;

import static io.replyx.verify.database.ConnectionFailure.caused;
import static io.replyx.verify.database.ConnectionFailure.lastMessage;
import static io.replyx.verify.database.ConnectionFailure.says;

import io.replyx.verify.settings.DatabaseUrl;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Names the reason for which no encrypted connection came about. */
final class TlsFailure {
    private TlsFailure() {}

    static Optional<String> explain(DatabaseUrl url, SQLException exception) {
        String mode = "sslmode=" + url.sslMode().text();
        if (says(exception, "does not support SSL")) {
            return Optional.of("the server has no TLS, and " + mode + " asks for it. Set up TLS on the server.");
        }
        return certificate(url, exception)
                .map(reason -> "TLS failed with " + mode + ": " + reason)
                .or(() -> isTls(exception)
                        ? Optional.of("TLS failed with " + mode + ": " + lastMessage(exception)
                                + ". Check that sslrootcert names the authority that signed the server's certificate.")
                        : Optional.empty());
    }

    private static Optional<String> certificate(DatabaseUrl url, SQLException exception) {
        if (caused(exception, CertificateExpiredException.class)) {
            return Optional.of("the server's certificate has expired. Have it renewed.");
        }
        if (caused(exception, CertificateNotYetValidException.class)) {
            return Optional.of("the server's certificate is not valid yet. Check the clocks of both machines.");
        }
        if (says(exception, "hostnameverifier") || says(exception, "Server name validation failed")) {
            return Optional.of("the server's certificate does not name the host " + url.host()
                    + ". Connect by a name that it has, or have one issued for this host.");
        }
        if (caused(exception, CertPathBuilderException.class) || says(exception, "trust anchor")) {
            return Optional.of("no authority that is trusted signed the server's certificate. Name its authority by"
                    + " sslrootcert.");
        }
        if (says(exception, "Received fatal alert")) {
            return Optional.of("the server broke off, as it does where a client's certificate is not to its liking: "
                    + lastMessage(exception) + ". Check sslcert and sslkey.");
        }
        return Optional.empty();
    }

    private static boolean isTls(SQLException exception) {
        return caused(exception, SSLException.class) || says(exception, "SSL") || says(exception, "certificate");
    }
}
