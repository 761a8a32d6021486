package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Walks up the chain once, version by version, each from a clone of the database that only went up, so that a broken way
 * back does not spoil what is said of the next version. Beside the way up, each version is taken back on a clone of its
 * own; at the top the whole chain goes down and up. The walk begins when something is first asked of it.
 */
public final class ChainWalk implements AutoCloseable {
    /** With the way up, as many as keep a server of two cores at work. */
    private static final int WAYS_BACK = 2;

    private final Workbench bench;
    private final MigrationDirectory directory;
    private final Consumer<String> progress;
    private final Map<Version, CompletableFuture<Optional<StepEvidence>>> steps = new LinkedHashMap<>();
    private final CompletableFuture<Position> top = new CompletableFuture<>();
    private final CompletableFuture<ChainEvidence> chain = new CompletableFuture<>();
    private final Position start;
    private final boolean descends;
    private final String words;
    private final StepWatch watch;
    private final ExecutorService wayUp = BackgroundThread.named("way up");
    private final ExecutorService wayBack = BackgroundThread.threads(WAYS_BACK, "way back");
    private final Set<Version> handed = new HashSet<>();
    private volatile boolean closing;
    private boolean begun;

    /** Stand before the first version, on an empty database. */
    public ChainWalk(Workbench bench, MigrationDirectory directory, Consumer<String> progress) throws SQLException {
        this(
                bench,
                directory,
                progress,
                Position.on(bench.empty(), bench),
                true,
                "the whole chain down to nothing, and up again",
                StepWatch.NONE);
    }

    /** Stand on a database that has had other versions, before the first of those that it has not. */
    public static ChainWalk from(
            DisposableDatabase start, Workbench bench, MigrationDirectory pending, Consumer<String> progress)
            throws SQLException {
        String words = "what is pending down to where it began, and up again";
        return new ChainWalk(bench, pending, progress, Position.on(start, bench), true, words, StepWatch.NONE);
    }

    /**
     * Stand at a position before the first of some versions.
     *
     * @param descends whether the versions are taken down and up together, once each was by itself
     * @param words how that is told
     * @param watch looks on
     */
    ChainWalk(
            Workbench bench,
            MigrationDirectory directory,
            Consumer<String> progress,
            Position start,
            boolean descends,
            String words,
            StepWatch watch) {
        this.words = words;
        this.watch = watch;
        this.bench = bench;
        this.directory = directory;
        this.progress = progress;
        this.start = start;
        this.descends = descends;
        directory.migrations().forEach(migration -> steps.put(migration.version(), new CompletableFuture<>()));
    }

    /** What a version did; empty when an earlier one does not apply, so that there is nothing to apply it to. */
    public Optional<StepEvidence> step(Version version) throws SQLException {
        begin();
        CompletableFuture<Optional<StepEvidence>> step = steps.get(version);
        return step == null ? Optional.empty() : Awaited.result(step);
    }

    /** What a version before the first of the walk did, where whoever looks on knows it. */
    public Optional<StepEvidence> earlier(Version version) {
        return watch.earlier(version);
    }

    /** The version that does not apply, so that the chain ends before it. */
    public Optional<Migration> blockedBy() throws SQLException {
        return position().blockedBy();
    }

    /** The database at the highest version that the walk can reach, with its rows. */
    public DisposableDatabase top() throws SQLException {
        return position().database();
    }

    /** What is there at the highest version that the walk can reach. */
    public StepEvidence.Before atTop() throws SQLException {
        return position().state();
    }

    /** The catalog at the highest version that the walk can reach. */
    public Catalog topCatalog() throws SQLException {
        return position().catalog();
    }

    private Position position() throws SQLException {
        begin();
        return Awaited.result(top);
    }

    /** What the whole chain does from head down to nothing and up again; without a step where it does not go down. */
    public ChainEvidence chain() throws SQLException {
        begin();
        return Awaited.result(chain);
    }

    /** What each version did that the walk could reach. */
    public List<StepEvidence> steps() throws SQLException {
        begin();
        for (CompletableFuture<Optional<StepEvidence>> step : steps.values()) {
            Awaited.result(step);
        }
        return knownSteps();
    }

    /** What each version did, as far as it is known by now. */
    public List<StepEvidence> knownSteps() {
        return steps.values().stream()
                .filter(step -> step.isDone() && !step.isCompletedExceptionally())
                .flatMap(step -> step.getNow(Optional.empty()).stream())
                .toList();
    }

    /** Set out; nothing happens when it has begun already. */
    public synchronized void begin() {
        if (!begun) {
            begun = true;
            wayUp.execute(this::walk);
        }
    }

    private void walk() {
        try {
            WayUp way = new WayUp(bench, directory, this::hand, () -> closing, descends, watch);
            Position reached = way.from(start);
            top.complete(reached);
            if (descends && !closing && reached.blockedBy().isEmpty()) {
                progress.accept(words);
                chain.complete(new ChainDescent(bench, reached, way.steps(), () -> closing, progress).run());
            }
            chain.complete(ChainEvidence.ofNothing(reached.catalog()));
            notHanded().forEach(step -> step.complete(Optional.empty()));
        } catch (SQLException | RuntimeException | Error failed) {
            fail(failed);
        }
    }

    private void fail(Throwable failure) {
        top.completeExceptionally(failure);
        chain.completeExceptionally(failure);
        notHanded().forEach(step -> step.completeExceptionally(failure));
    }

    private Stream<CompletableFuture<Optional<StepEvidence>>> notHanded() {
        return steps.entrySet().stream()
                .filter(step -> !handed.contains(step.getKey()))
                .map(Map.Entry::getValue);
    }

    /** Take a version back, beside whatever else goes on, and note what it did both ways. */
    private void hand(StepEvidence up, Optional<WayBack> way) {
        CompletableFuture<Optional<StepEvidence>> step =
                steps.getOrDefault(up.migration().version(), new CompletableFuture<>());
        handed.add(up.migration().version());
        wayBack.execute(() -> {
            try {
                StepEvidence both = way.isPresent() ? way.get().go(up) : up;
                tell(both);
                step.complete(Optional.of(both));
            } catch (SQLException | RuntimeException | Error failed) {
                step.completeExceptionally(failed);
            }
        });
    }

    private void tell(StepEvidence step) {
        progress.accept("version " + step.migration().version() + " " + outcome(step));
    }

    private static String outcome(StepEvidence step) {
        if (step.applyFailure().isPresent()) {
            return "does not apply";
        }
        return step.undo()
                .map(undo -> undo.failure().isPresent()
                        ? "applied, not undone"
                        : undo.reapplied().isPresent() ? "applied, undone, applied again" : "applied, undone")
                .orElse(
                        step.migration().irreversible().isPresent()
                                ? "applied; irreversible"
                                : "applied; no undo script");
    }

    /** End the walk where it stands, so that nobody makes databases any more when this returns. */
    @Override
    public void close() {
        closing = true;
        BackgroundThread.end(wayUp);
        BackgroundThread.end(wayBack);
    }
}
