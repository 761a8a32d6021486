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
    /** Of these milestones only: rows hold when they were written, and others were filled at another time. */
    private final Map<Version, String> dumps = new HashMap<>();

    Peers(Milestones milestones, Subject sound) {
        this.milestones = milestones;
        this.sound = sound;
    }

    /** Whether Flyway complains before a version is deployed. */
    boolean flywayBefore(Version version, Subject changed) throws SQLException {
        return flyway(milestones.before(version), changed);
    }

    /** Whether Flyway complains of scripts that were edited after they were deployed. */
    boolean flywayAfter(Subject changed) throws SQLException {
        return flyway(milestones.top(), changed);
    }

    private boolean flyway(DisposableDatabase database, Subject changed) throws SQLException {
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
        String known = dumps.get(version);
        if (known == null) {
            known = digest(version, sound);
            dumps.put(version, known);
        }
        return known;
    }

    private String dumpOf(DisposableDatabase database) {
        return milestones.databases().server().dumpDigest(database.name()).orElse(FAILS);
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
            Optional<DisposableDatabase> database = applied(migration.get(), subject, bench);
            boolean fails = database.isEmpty()
                    || migration.get().undo().isEmpty()
                    || bench.undo(database.get(), migration.get()).isPresent();
            return fails ? FAILS : dumpOf(database.get());
        }
    }

    /** A database right after a version; empty where it does not apply. */
    private Optional<DisposableDatabase> applied(Migration migration, Subject changed, Workbench bench)
            throws SQLException {
        Optional<DisposableDatabase> known =
                milestones.applied(migration.version()).filter(database -> appliesAsTheSoundOne(migration, changed));
        if (known.isPresent()) {
            return Optional.of(bench.clone(known.get(), "dump"));
        }
        DisposableDatabase database = bench.clone(milestones.before(migration.version()), "dump");
        return bench.apply(database, migration).isPresent() ? Optional.empty() : Optional.of(database);
    }

    private boolean appliesAsTheSoundOne(Migration migration, Subject changed) {
        // Flyway refuses a folder with names that it cannot make sense of, whatever the script says.
        return changed.directory().problems().isEmpty()
                && sound.directory()
                        .find(migration.version())
                        .filter(own -> own.apply().runsLike(migration.apply()))
                        .isPresent();
    }
}
