package io.replyx.verify.jupiter;

import io.replyx.verify.archive.likeness.Likeness;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadWatch;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.database.TransactionTally;
import io.replyx.verify.evidence.MeasurementFailed;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.WriteProof;
import io.replyx.verify.evidence.access.RolePrivileges;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExpectedFailure;
import io.replyx.verify.settings.Mode;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Settings;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the specifications: what they look at, made when first asked for, and what they came to. */
public final class Run implements AutoCloseable {
    private final Settings settings;
    private final Subject subject;
    private final PhaseClock clock;
    private final Consumer<String> progress;
    private final DatabaseInUse inUse;
    private final Outcomes outcomes;
    private @Nullable Server borrowed;
    private @Nullable Server server;
    private @Nullable Rehearsal rehearsal;
    private @Nullable Version first;
    private @Nullable RuntimeException beginningFailed;
    private @Nullable ReadOnlyDatabase database;
    private @Nullable Standing standing;
    private Before before = Before.NOTHING;
    private @Nullable Observed observed;

    /** Begin a run; nothing is started or connected to yet. */
    public Run(Settings settings, Subject subject, PhaseClock clock, Consumer<String> progress) {
        this(settings, subject, clock, progress, ReadWatch.SILENT);
    }

    /** The same, with somebody who hears what a production run reads. */
    public Run(Settings settings, Subject subject, PhaseClock clock, Consumer<String> progress, ReadWatch watch) {
        this.settings = settings;
        this.subject = subject;
        this.clock = clock;
        this.progress = progress;
        this.inUse = new DatabaseInUse(settings, subject, clock, watch);
        this.outcomes = new Outcomes(progress);
    }

    /** A rehearsal on a server that is there already and stays when the run is closed. */
    public static Run on(Server server, Settings settings, Subject subject) {
        Run run = new Run(settings, subject, new PhaseClock(), line -> {});
        run.borrowed = server;
        return run;
    }

    /** A run of the versions from one on, with a rehearsal that begins before it and is closed with the run. */
    public static Run in(Rehearsal rehearsal, Version first, Settings settings) {
        Run run = new Run(settings, rehearsal.subject(), new PhaseClock(), line -> {});
        run.rehearsal = rehearsal;
        run.first = first;
        return run;
    }

    boolean looksAt(Migration migration) {
        if (settings.likeProduction()) {
            return standing().pending().contains(migration);
        }
        return first == null || migration.version().compareTo(first) >= 0;
    }

    /** What the run was asked to do. */
    public Settings settings() {
        return settings;
    }

    /** What the run is about. */
    public Subject subject() {
        return subject;
    }

    /** The stopwatch of the run. */
    public PhaseClock clock() {
        return clock;
    }

    /** What the checks came to so far. */
    public List<Outcome> outcomes() {
        return outcomes.all();
    }

    /** Why the database was lost on the way, where it was. */
    public Optional<ExpectedFailure> lost() {
        return outcomes.lost();
    }

    /** Rules of which a rehearsal like production says nothing. */
    public Set<String> leftOut() {
        return outcomes.leftOut();
    }

    Outcomes record() {
        return outcomes;
    }

    /** Facts about the server that the run looks at. */
    public ServerFacts facts() {
        return settings.mode() == Mode.PRODUCTION ? productionFacts() : server().facts();
    }

    /** Facts about the server of the database in use. */
    public ServerFacts productionFacts() {
        return inUse.facts();
    }

    /** Facts about the server, as far as the run has come by one. */
    public Optional<ServerFacts> knownFacts() {
        return server == null ? inUse.knownFacts() : Optional.of(server.facts());
    }

    /** What the run has learnt of a version: {@code rehearsed}, {@code applied}, {@code pending}, or that it has not. */
    public String state(Migration migration) {
        if (settings.mode() == Mode.REHEARSAL) {
            boolean rehearsed = rehearsal != null && rehearsal.hasApplied(migration);
            if (standing != null && !standing.pending().contains(migration)) {
                return "applied";
            }
            return rehearsed ? "rehearsed" : "not rehearsed";
        }
        if (observed == null || !observed.version().known()) {
            return "unknown";
        }
        return observed.version().pending().contains(migration) ? "pending" : "applied";
    }

    private Server server() {
        if (borrowed != null) {
            return borrowed;
        }
        if (server == null) {
            ServerOptions options = ServerOptions.of(settings.server());
            server = clock.time(
                    "find and start a server",
                    () -> settings.likeProduction()
                            ? ServerSearch.find(options, productionFacts().major(), progress)
                            : ServerSearch.find(options, progress));
        }
        return server;
    }

    /** The rehearsal of this run; what kept it from beginning once is told to everyone who asks. */
    public Rehearsal rehearsal() {
        if (beginningFailed != null) {
            throw beginningFailed;
        }
        if (rehearsal == null) {
            try {
                rehearsal = settings.likeProduction()
                        ? new LikeProduction(inUse.url(), inUse.limits(), subject, clock, progress)
                                .begin(inUse.examined(), productionFacts(), standing(), this::server)
                        : Rehearsal.begin(server(), subject, clock, progress);
            } catch (SQLException failed) {
                beginningFailed = new MeasurementFailed("cannot begin the rehearsal", failed);
                throw beginningFailed;
            } catch (RuntimeException failed) {
                beginningFailed = failed;
                throw failed;
            }
        }
        return rehearsal;
    }

    /**
     * Where the database in use stands that a rehearsal takes after.
     *
     * @throws Refused when it is no place to begin
     */
    public Standing standing() {
        if (standing == null) {
            ReadOnlyDatabase target = inUse.examined();
            standing = clock.time("read production", () -> Standing.read(target, subject.directory()));
            if (standing.pending().isEmpty()) {
                before = Before.EVERYTHING;
            }
        }
        return standing;
    }

    boolean nothingPending() {
        return settings.likeProduction() && standing().pending().isEmpty();
    }

    /**
     * A run that looks at the database from before the pending versions; {@link #knowsBefore} is to be told what it
     * finds. Empty where there is none.
     */
    public Optional<Run> beginning() {
        boolean touched = subject.directory().problems().isEmpty();
        if (!touched || !settings.likeProduction() || nothingPending()) {
            return Optional.empty();
        }
        try {
            Run run = new Run(settings, subject, clock, line -> {});
            run.standing = standing();
            run.database = new ReadOnlyDatabase(
                    rehearsal().before().ownerUrl(), inUse.limits().forRehearsal());
            run.observed = run.observe(run.database);
            return Optional.of(run);
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot look at the database before the pending versions", failed);
        }
    }

    /** Have what was found before the pending versions told as that. */
    public void knowsBefore(List<Outcome> found) {
        Likeness likeness = rehearsal().likeness().orElseThrow();
        before = Before.of(found, likeness, standing().version().migration(), subject);
    }

    Before before() {
        return before;
    }

    /** Whoever asks for every rule asks for what takes long, too: a rehearsal that is there begins with it at once. */
    public void beginAhead() {
        if (rehearsal != null && settings.rules().isEmpty()) {
            rehearsal.beginAhead();
        }
    }

    /** The database that read-only specifications look at. */
    public Observed observed() {
        if (observed == null) {
            boolean production = settings.mode() == Mode.PRODUCTION || nothingPending();
            ReadOnlyDatabase target = production ? inUse.examined() : headOfRehearsal();
            observed = observe(target);
        }
        return observed;
    }

    private Observed observe(ReadOnlyDatabase target) {
        Optional<Likeness> likeness = rehearsal == null ? Optional.empty() : rehearsal.likeness();
        return new Observed(
                target,
                settings.mode(),
                settings.database().map(named -> named.hosts().first().user()),
                likeness.map(Likeness::remarks).orElse(List.of()),
                subject.directory(),
                clock);
    }

    /**
     * What the role of a production run may do.
     *
     * @throws Refused when it can do more than read, and that was not allowed
     */
    public RolePrivileges examineRole() {
        return inUse.examineRole();
    }

    /** What the role of a production run may do, as far as the run has come to examine it. */
    public Optional<RolePrivileges> knownRole() {
        return inUse.knownRole();
    }

    /** How many reads of a standby were made again, because it cancelled them. */
    public int repeatedReads() {
        return inUse.repeatedReads();
    }

    private ReadOnlyDatabase headOfRehearsal() {
        try {
            DatabaseUrl url = rehearsal().head().ownerUrl();
            if (database == null) {
                database = new ReadOnlyDatabase(url, inUse.limits().forRehearsal());
            }
            return database;
        } catch (SQLException failed) {
            throw new MeasurementFailed("cannot prepare the database at the end of the chain", failed);
        }
    }

    /** The proof that what the run read so far wrote nothing. */
    public WriteProof writeProof() {
        // A rehearsal like production has read both.
        TransactionTally tally = inUse.tallyWith(observed().database());
        return new WriteProof(tally.transactions(), tally.assignedIds());
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
        inUse.close();
        if (rehearsal != null) {
            rehearsal.close();
        }
        if (server != null) {
            server.close();
        }
    }
}
