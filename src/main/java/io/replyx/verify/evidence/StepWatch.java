package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.Optional;

/** Looks on while versions go up and back, and says when enough is known of one. */
public interface StepWatch {
    /** Lets everything be done. */
    StepWatch NONE = new StepWatch() {};

    /** What a version before the first that is tried did. */
    default Optional<StepEvidence> earlier(Version version) {
        return Optional.empty();
    }

    /**
     * What a version is known to do on the way up, so that it need not be applied.
     *
     * @param up what it does
     * @param applied a database where it is applied, which stays as it is
     */
    record Known(StepEvidence up, DisposableDatabase applied) {}

    /** What is known of a version before it is tried. */
    default Optional<Known> known(Migration migration) {
        return Optional.empty();
    }

    /**
     * What a version is known to do both ways, so that it is applied and no more.
     *
     * @param step what it does
     * @param after what is there after it, with the rows that come with it; empty where that is to be read
     */
    record Passed(StepEvidence step, Optional<StepEvidence.Before> after) {}

    /** What is known of a version, where all that it could come upon is known as well. */
    default Optional<Passed> passed(Migration migration, StepEvidence.Before from) {
        return Optional.empty();
    }

    /** Whether a version that was applied need not be taken back any more. */
    default boolean enoughApplied(StepEvidence up) {
        return false;
    }

    /** A version was applied, and nobody else needs the database. */
    default void leftApplied(StepEvidence up, DisposableDatabase database) throws SQLException {}

    /** Whether a version that was undone need not be applied again. */
    default boolean enoughUndone(StepEvidence up, Catalog restored, RowChanges rows) {
        return false;
    }

    /** A version was undone for the first time. */
    default void undone(StepEvidence up, DisposableDatabase database) throws SQLException {}
}
