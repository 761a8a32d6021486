package io.replyx.verify.evidence.access;

/**
 * Something that a role may do beyond reading.
 *
 * @param what the privilege, and whose it is where the role has it from another
 * @param remedy the statement that takes it away
 */
public record Excess(String what, String remedy) {}
