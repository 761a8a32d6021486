package io.replyx.verify.database;

import io.replyx.verify.settings.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes passwords and names that nobody can guess and that need no quoting anywhere. */
final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 16;

    private Passwords() {}

    static Secret random() {
        return Secret.of(hex(PASSWORD_BYTES));
    }

    static String hex(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
