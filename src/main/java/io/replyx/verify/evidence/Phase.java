package io.replyx.verify.evidence;

import java.time.Duration;

/**
 * Where a run's time went.
 *
 * @param name what was done, in a few words
 * @param duration how long it took, all times together
 */
public record Phase(String name, Duration duration) {}
