package io.replyx.verify.operation.monitor;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.contract.Thresholds;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.database.SqlState;
import io.replyx.verify.evidence.health.Bloat;
import io.replyx.verify.evidence.health.DiskSpace;
import io.replyx.verify.evidence.health.IndexUse;
import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.evidence.health.LongTransaction;
import io.replyx.verify.evidence.health.SlowStatement;
import io.replyx.verify.evidence.health.TableSize;
import io.replyx.verify.evidence.health.WorkProgress;
import io.replyx.verify.operation.DatabaseStatus;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at a database in use, read-only and within the limits of a production run. */
public final class Monitor {
    private static final String NO_HISTORY = "there is no history to compare with: --history FILE keeps one";
    private static final String FIRST = "this is the first look of the history";
    private static final String NOT_INSTALLED = "pg_stat_statements is not installed in this database:"
            + " CREATE EXTENSION pg_stat_statements, once shared_preload_libraries has it";
    private static final String NOT_LOADED =
            "pg_stat_statements is installed, but the server has not loaded it:" + " shared_preload_libraries lacks it";

    private final DatabaseUrl url;
    private final Subject subject;
    private final Optional<Path> history;
    private final Optional<Path> disk;
    private final Thresholds thresholds;

    /**
     * Prepare to look; nothing is connected to yet.
     *
     * @param url the database
     * @param subject the scripts, and the contract with its thresholds
     * @param history the file that sizes are kept in between looks
     * @param disk a path of this machine that is on the disk of the server
     */
    public Monitor(DatabaseUrl url, Subject subject, Optional<Path> history, Optional<Path> disk) {
        this.url = url;
        this.subject = subject;
        this.history = history;
        this.disk = disk;
        this.thresholds = subject.contract().map(Contract::thresholds).orElse(Thresholds.none());
    }

    /**
     * Look once. Sizes must be had; what else cannot be read is told with its reason.
     *
     * @throws io.replyx.verify.database.NoUsableDatabase when the database cannot be read
     */
    public Reading look() {
        try (ReadOnlyDatabase database = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            Reading reading = read(database);
            return reading.with(Exceeded.among(reading, thresholds));
        }
    }

    private Reading read(ReadOnlyDatabase database) {
        Instant at = Instant.now();
        long bytes = database.read(TableSize::ofDatabase);
        List<TableSize> tables = database.read(TableSize::read);
        return new Reading(
                at,
                database.address(),
                bytes,
                tables,
                growth(new Sample(at, database.address(), bytes, sizes(tables))),
                disk(database),
                Part.of(() -> database.read(IndexUse::read)),
                database.read(IndexUse::since),
                slow(database),
                Part.of(() -> database.read(LongTransaction::read)),
                database.read(LongTransaction::sessionsVisible),
                Part.of(() -> database.read(LockWait::read)),
                Part.of(() -> database.read(WorkProgress::read).stream()
                        .filter(WorkProgress::buildsAnIndex)
                        .toList()),
                Part.of(() -> database.read(Bloat::read)),
                Part.of(() -> DatabaseStatus.read(database, subject.directory())),
                List.of());
    }

    private static Map<String, Long> sizes(List<TableSize> tables) {
        return tables.stream().collect(Collectors.toMap(TableSize::name, TableSize::total));
    }

    private Part<Growth> growth(Sample now) {
        return history.map(file -> new History(file).add(now).map(Part::known).orElseGet(() -> Part.unknown(FIRST)))
                .orElseGet(() -> Part.unknown(NO_HISTORY));
    }

    private Part<DiskSpace> disk(ReadOnlyDatabase database) {
        if (disk.isPresent()) {
            return Part.known(DiskSpace.of(disk.get())
                    .orElseThrow(() -> new WrongUse("--disk " + disk.get() + ": there is no such path")));
        }
        Part<Optional<DiskSpace>> seen = Part.of(() -> DiskSpace.of(database));
        return seen.value()
                .map(found -> found.map(Part::known).orElseGet(() -> Part.unknown(DiskSpace.NOT_VISIBLE)))
                .orElseGet(() -> Part.unknown(seen.reason()));
    }

    private Part<List<SlowStatement>> slow(ReadOnlyDatabase database) {
        try {
            Optional<String> schema = database.read(SlowStatement::extension);
            return schema.isEmpty()
                    ? Part.unknown(NOT_INSTALLED)
                    : Part.known(database.read(
                            connection -> SlowStatement.read(connection, schema.get(), thresholds.slowStatement())));
        } catch (QueryFailed refused) {
            return Part.unknown(
                    refused.sqlState().equals(SqlState.NOT_AVAILABLE)
                            ? NOT_LOADED
                            : String.valueOf(refused.getMessage()));
        } catch (ReadTimedOut late) {
            return Part.unknown(String.valueOf(late.getMessage()));
        }
    }
}
