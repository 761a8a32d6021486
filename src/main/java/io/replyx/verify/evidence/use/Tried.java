package io.replyx.verify.evidence.use;

/**
 * What was done to a table.
 *
 * @param table kind and qualified name
 */
public record Tried(Operation operation, String table) {}
