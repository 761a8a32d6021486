package io.replyx.verify.operation.deploy;

import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment did.
 *
 * @param applied the versions that it applied, in that order
 * @param now the version that the database is at; empty before the first
 * @param steps the steps that were taken
 */
public record DeployResult(List<Version> applied, Optional<Version> now, List<StepOutcome> steps) {
    public DeployResult {
        applied = List.copyOf(applied);
        steps = List.copyOf(steps);
    }
}
