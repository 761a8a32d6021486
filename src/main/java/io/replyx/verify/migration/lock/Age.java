package io.replyx.verify.migration.lock;

import java.time.Duration;

/** Words for a length of time. */
public final class Age {
    private Age() {}

    public static String of(Duration age) {
        if (age.toMinutes() < 1) {
            return Math.max(0, age.toSeconds()) + " s";
        }
        return age.toHours() < 1
                ? age.toMinutes() + " min " + age.toSecondsPart() + " s"
                : age.toHours() + " h " + age.toMinutesPart() + " min";
    }
}
