package io.replyx.verify.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of several hosts is meant, in libpq's words. */
public enum TargetSession {
    /** Whichever answers first. */
    ANY("any"),
    /** One whose sessions may write, unless they ask not to. */
    READ_WRITE("read-write"),
    /** One whose sessions may not write, unless they ask to. */
    READ_ONLY("read-only"),
    /** One that follows no other. */
    PRIMARY("primary"),
    /** One that follows a primary. */
    STANDBY("standby"),
    /** One that follows a primary, or any where there is none. */
    PREFER_STANDBY("prefer-standby");

    private final String text;

    TargetSession(String text) {
        this.text = text;
    }

    /** The word as libpq spells it. */
    public String text() {
        return text;
    }

    /** Whether what is meant can be written to. */
    public boolean writes() {
        return this == READ_WRITE || this == PRIMARY;
    }

    /**
     * Whether a server is what is meant.
     *
     * @param standby whether it follows a primary
     * @param readOnly whether its sessions may not write unless they ask to
     */
    public boolean matches(boolean standby, boolean readOnly) {
        return switch (this) {
            case ANY -> true;
            case READ_WRITE -> !standby && !readOnly;
            case READ_ONLY -> standby || readOnly;
            case PRIMARY -> !standby;
            case STANDBY, PREFER_STANDBY -> standby;
        };
    }

    static Optional<TargetSession> spelt(String text) {
        return Arrays.stream(values())
                .filter(session -> session.text.equals(text))
                .findFirst();
    }

    static String spellings() {
        return Arrays.stream(values()).map(TargetSession::text).collect(Collectors.joining(", "));
    }
}
