package io.replyx.verify.evidence.health;

import java.util.List;
import java.util.Locale;

/** Words for a number of bytes, as PostgreSQL counts them: 1 kB is 1024 bytes. */
public final class Bytes {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");
    private static final double STEP = 1024;

    private Bytes() {}

    /** The number in the largest unit of which there is at least one. */
    public static String of(long bytes) {
        return of((double) bytes);
    }

    /** The same for a number that is not whole, as a rate. */
    public static String of(double bytes) {
        if (Math.abs(bytes) < STEP) {
            return Math.round(bytes) + " B";
        }
        double amount = bytes;
        String unit = "";
        for (String next : UNITS) {
            if (Math.abs(amount) < STEP) {
                break;
            }
            amount /= STEP;
            unit = next;
        }
        return String.format(Locale.ROOT, Math.abs(amount) < 10 ? "%.1f %s" : "%.0f %s", amount, unit);
    }
}
