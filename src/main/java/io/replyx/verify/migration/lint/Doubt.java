package io.replyx.verify.migration.lint;

/**
 * A line of a script that means something other than it says.
 *
 * @param line line of the script, counted from 1
 * @param message what is wrong with it, and what was probably meant or is to be done
 */
public record Doubt(int line, String message) {}
