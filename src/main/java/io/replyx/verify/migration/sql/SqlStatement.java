package io.replyx.verify.migration.sql;

/**
 * One statement of a script.
 *
 * @param text the statement without its semicolon
 * @param line line of the script on which it begins, counted from 1
 */
public record SqlStatement(String text, int line) {}
