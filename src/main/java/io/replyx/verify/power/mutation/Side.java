package io.replyx.verify.power.mutation;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import java.util.Optional;

/** The way forward or the way back of a version. */
enum Side {
    APPLY("versioned"),
    UNDO("undo");

    private final String folder;

    Side(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }

    Optional<Script> script(Migration migration) {
        return this == APPLY ? Optional.of(migration.apply()) : migration.undo();
    }
}
