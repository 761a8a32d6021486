package io.replyx.verify.operation;

import io.replyx.verify.migration.Version;

/**
 * What an adoption came to.
 *
 * @param revision Alembic's revision
 * @param version the version that it stands for, at which Flyway goes on
 * @param historyTable Flyway's history
 * @param already whether the database had been adopted before, so that nothing was done
 */
public record AdoptionResult(String revision, Version version, String historyTable, boolean already) {}
