package io.replyx.verify.report;

/**
 * A stretch of a run, so that a run can say where its time went.
 *
 * @param name what was done, as in {@code start server}
 * @param durationMs how long it took
 */
public record Phase(String name, long durationMs) {}
