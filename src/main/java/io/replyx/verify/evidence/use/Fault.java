package io.replyx.verify.evidence.use;

/**
 * One thing that cannot be used.
 *
 * @param object kind and qualified name
 * @param message what was tried and what the server said
 */
public record Fault(String object, String message) {}
