package io.replyx.verify.operation;

import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * What a rollback did.
 *
 * @param undone the versions that were taken back, in that order
 * @param now the version that the database is at; empty before the first
 */
public record RollbackResult(List<Undone> undone, Optional<Version> now) {

    public RollbackResult {
        undone = List.copyOf(undone);
    }

    /** The database's version in words. */
    public String state() {
        return "The database is at " + now.map(version -> "version " + version).orElse("no version") + ".";
    }
}
