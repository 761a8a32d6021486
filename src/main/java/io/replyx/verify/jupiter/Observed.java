package io.replyx.verify.jupiter;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadQuery;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.evidence.MeasurementFailed;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.settings.Mode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database that read-only specifications look at: production, or the rehearsal's at the end of its chain. */
public final class Observed {
    private final ReadOnlyDatabase database;
    private final Mode mode;
    private final Optional<String> reader;
    private final List<String> remarks;
    private final MigrationDirectory directory;
    private final PhaseClock clock;
    private @Nullable Catalog catalog;
    private @Nullable DatabaseVersion version;

    Observed(
            ReadOnlyDatabase database,
            Mode mode,
            Optional<String> reader,
            List<String> remarks,
            MigrationDirectory directory,
            PhaseClock clock) {
        this.database = database;
        this.mode = mode;
        this.reader = reader;
        this.remarks = List.copyOf(remarks);
        this.directory = directory;
        this.clock = clock;
    }

    /** The way to it, which cannot write. */
    public ReadOnlyDatabase database() {
        return database;
    }

    /**
     * What it consists of, read when a rule first asks: a table that somebody holds locked costs the rules that look at
     * the catalog, and no others.
     *
     * @throws MeasurementFailed when it could not be read within the limits, so that nothing is known
     */
    public Catalog catalog() {
        if (catalog == null) {
            catalog = clock.time(
                    "read the observed catalog",
                    () -> known("the catalog", new CatalogReader(Workbench.BOOKKEEPING)::readWithin));
        }
        return catalog;
    }

    /**
     * The version that it is at.
     *
     * @throws MeasurementFailed when it could not be read within the limits
     */
    public DatabaseVersion version() {
        if (version == null) {
            version = known("the version", connection -> DatabaseVersion.read(connection, directory));
        }
        return version;
    }

    /** What so many rules stand on must not be passed over like a rule that does not fit. */
    private <T> T known(String what, ReadQuery<T> query) {
        try {
            return database.read(query);
        } catch (ReadTimedOut limit) {
            throw new MeasurementFailed(what + " cannot be read", limit);
        }
    }

    /** Where it is. */
    public Mode mode() {
        return mode;
    }

    /** The role that looks at production, whose privileges to read are nobody's concern; empty in a rehearsal from nothing. */
    public Optional<String> reader() {
        return reader;
    }

    /** What is otherwise here than in the production that a rehearsal takes after. */
    public List<String> remarks() {
        return remarks;
    }

    /** Whether it was made for this run, so that it says nothing of the server that production runs on. */
    public boolean rehearsed() {
        return mode == Mode.REHEARSAL;
    }
}
