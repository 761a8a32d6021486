package io.replyx.verify.power;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.Milestones;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.FlywayOpinion;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What Flyway's own checks and a comparison of dumps say of scripts. */
final class Peers {
    private static final String FAILS = "fails";

    private final Milestones milestones;
    private final Subject sound;
    private final Map<Version, String> dumps = new HashMap<>();

    Peers(Milestones milestones, Subject sound) {
        this.milestones = milestones;
        this.sound = sound;
    }

    /** Whether Flyway complains before a version is deployed. */
    boolean flywayBefore(Version version, Subject changed) {
        return flyway(milestones.before(version), changed);
    }

    /** Whether Flyway complains of scripts that were edited after they were deployed. */
    boolean flywayAfter(Subject changed) {
        return flyway(milestones.top(), changed);
    }

    private boolean flyway(DisposableDatabase database, Subject changed) {
        return FlywayOpinion.complaint(changed.directory().versioned(), database.dataSource())
                .isPresent();
    }

    /** Whether a dump after apply and undo differs from the sound chain's, or one of the two fails. */
    boolean dump(Version version, Subject changed) throws SQLException {
        return !soundDump(version).equals(digest(version, changed));
    }

    /** Whether a dump of a database where a version was undone differs from the sound chain's. */
    boolean dumpDiffers(Version version, DisposableDatabase undone) throws SQLException {
        return !soundDump(version).equals(dumpOf(undone));
    }

    /** Take a version back, and tell whether that fails. */
    boolean undoFails(DisposableDatabase database, Migration migration, Subject changed) throws SQLException {
        try (RehearsalDatabases part = milestones.databases().part()) {
            return bench(part, changed).undo(database, migration).isPresent();
        }
    }

    private synchronized String soundDump(Version version) throws SQLException {
        String want = dumps.get(version);
        if (want == null) {
            want = digest(version, sound);
            dumps.put(version, want);
        }
        return want;
    }

    private String dumpOf(DisposableDatabase database) {
        return milestones.databases().server().dumpDigest(database.name()).orElse("");
    }

    private static Workbench bench(RehearsalDatabases part, Subject subject) {
        return new Workbench(part, subject.directory(), new FixtureRows(subject.rows()), new PhaseClock());
    }

    private String digest(Version version, Subject subject) throws SQLException {
        Optional<Migration> migration = subject.directory().find(version);
        if (migration.isEmpty()) {
            return FAILS;
        }
        try (RehearsalDatabases part = milestones.databases().part()) {
            Workbench bench = bench(part, subject);
            DisposableDatabase database = bench.clone(milestones.before(version), "dump");
            boolean fails = bench.apply(database, migration.get()).isPresent()
                    || migration.get().undo().isEmpty()
                    || bench.undo(database, migration.get()).isPresent();
            return fails ? FAILS : dumpOf(database);
        }
    }
}
