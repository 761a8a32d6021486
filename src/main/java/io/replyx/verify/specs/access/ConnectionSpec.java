package io.replyx.verify.specs.access;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Contract.Role;
import io.replyx.verify.evidence.access.SessionSecurity;
import io.replyx.verify.evidence.access.StoredPassword;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.settings.SslMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(82)
@DisplayName("Connections and passwords")
class ConnectionSpec {
    private static final String SCRAM = "scram-sha-256";

    @Test
    @Rule("SEC-003")
    void the_connection_is_protected_as_far_as_the_contract_demands(Contract contract, Observed observed, Check check) {
        if (observed.rehearsed()) {
            throw Check.notVerified("verified in production: the connection of a rehearsal says nothing of it");
        }
        if (contract.tls().isEmpty() && observed.database().isOnThisMachine()) {
            throw Check.notVerified(
                    "the connection does not leave this machine, and the contract states no tls for it");
        }
        SslMode want = contract.tls().orElse(SslMode.REQUIRE);
        SslMode have = observed.database().sslMode();
        SessionSecurity session = observed.database().read(SessionSecurity::read);
        check.examines(1);
        if (want == SslMode.DISABLE) {
            return;
        }
        if (!session.encrypted()) {
            check.found(Finding.broken(
                    "connection",
                    "the server took the connection without TLS\n  have: sslmode=" + have.text() + "\n  want: sslmode="
                            + want.text() + " in DATABASE_URL, and ssl = on at the server"));
        } else if (have.compareTo(want) < 0) {
            check.found(Finding.broken(
                    "connection",
                    "the connection is encrypted (" + session.protocol() + "), but " + notAsked(want, have)
                            + "\n  have: sslmode=" + have.text()
                            + "\n  want: sslmode=" + want.text() + " in DATABASE_URL"));
        }
    }

    private static String notAsked(SslMode want, SslMode have) {
        if (!want.checksCertificate()) {
            return "would have been made without TLS as well";
        }
        return (have.checksCertificate() ? "its host" : "the server's certificate")
                + " was not checked as the contract demands";
    }

    @Test
    @Rule("SEC-004")
    void passwords_are_stored_by_scram(Contract contract, Observed observed, Check check) {
        if (observed.rehearsed()) {
            throw Check.notVerified("verified in production: passwords of a rehearsal are its own");
        }
        SessionSecurity session = observed.database().read(SessionSecurity::read);
        if (!session.hashing().equals(SCRAM)) {
            check.examines(1);
            check.found(Finding.broken(
                    "setting password_encryption",
                    "the next password is stored by another method\n  have: " + session.hashing() + "\n  want: "
                            + SCRAM));
        } else if (!session.seesPasswords()) {
            throw Check.notVerified("only a superuser sees how passwords are stored; new ones are stored by " + SCRAM);
        }
        if (session.seesPasswords()) {
            check.each(
                    observed.database()
                            .read(connection -> StoredPassword.read(
                                    connection,
                                    contract.roles().stream().map(Role::name).toList())),
                    password -> "role " + password.role(),
                    password -> judge(password, check));
        }
    }

    private static void judge(StoredPassword password, Check check) {
        if (!password.method().equals(SCRAM) && !password.method().equals("none")) {
            check.found(Finding.broken(
                    "role " + password.role(),
                    "the password of role " + password.role() + " is stored so that it can be guessed fast\n  have: "
                            + password.method() + "\n  want: " + SCRAM + " (set the password anew)"));
        }
    }
}
