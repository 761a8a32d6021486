package io.replyx.verify.report;

import java.util.Optional;

/**
 * One migration of the subject, as the run found it.
 *
 * @param version its version
 * @param description what it is called
 * @param revision the Alembic revision that it stands for, where there is one
 * @param state {@code applied}, {@code pending} or whatever else the schema history says
 * @param applyScript path of the script that makes the step
 * @param undoScript path of the script that takes it back, where there is one
 */
public record MigrationFact(
        String version,
        String description,
        Optional<String> revision,
        String state,
        Optional<String> applyScript,
        Optional<String> undoScript) {}
