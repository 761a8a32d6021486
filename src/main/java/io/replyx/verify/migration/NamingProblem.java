package io.replyx.verify.migration;

import java.nio.file.Path;

/**
 * A file that no run can make sense of: Flyway would ignore it, or could not tell it from another.
 *
 * @param file the file
 * @param message what is wrong with it and what would be right
 */
public record NamingProblem(Path file, String message) {}
