package io.replyx.verify.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A text that never shows itself: printing, logging or serialising it gives a mask. */
public final class Secret {
    private static final String MASK = "********";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Keep a text secret. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself, for the driver and for nothing else. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
