package io.replyx.verify.settings;

import java.util.Objects;
import java.util.stream.Stream;

/** The Java machine had less memory than a run takes. */
public final class NoMemoryLeft {
    /** What to say of it. */
    public static final String ADVICE = "the run has no memory left; give it more, as in JVM_FLAGS=-Xmx1g ./verify";

    private NoMemoryLeft() {}

    /** Whether it is behind a failure, directly or not. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(OutOfMemoryError.class::isInstance);
    }
}
