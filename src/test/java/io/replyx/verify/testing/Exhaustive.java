package io.replyx.verify.testing;

import java.util.Optional;
import java.util.Random;

/** Whether tests try every case, or a sample of them that a printed number lets repeat. */
public final class Exhaustive {
    private static final long SEED =
            Optional.ofNullable(Long.getLong("verify.seed")).orElseGet(System::nanoTime);

    private Exhaustive() {}

    /** Whether every case is asked for, with {@code -Dverify.exhaustive=true}. */
    public static boolean asked() {
        return Boolean.getBoolean("verify.exhaustive");
    }

    /** Where a sample's choice comes from. */
    public static Random chance() {
        System.out.println("Sample of cases: -Dverify.seed=" + SEED + " repeats it");
        return new Random(SEED);
    }
}
