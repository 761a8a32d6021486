package io.replyx.verify.operation.monitor;

import io.replyx.verify.evidence.health.Bloat;
import io.replyx.verify.evidence.health.DiskSpace;
import io.replyx.verify.evidence.health.IndexUse;
import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.evidence.health.LongTransaction;
import io.replyx.verify.evidence.health.SlowStatement;
import io.replyx.verify.evidence.health.TableSize;
import io.replyx.verify.evidence.health.WorkProgress;
import io.replyx.verify.operation.DatabaseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a database fares at one moment.
 *
 * @param at the moment
 * @param database host, port and name
 * @param bytes size of the database
 * @param tables its tables, the largest first
 * @param growth how much it has grown since its history
 * @param disk the disk that it is on
 * @param indexes how much its indexes are used
 * @param statisticsSince since when uses are counted
 * @param slow statements that take long on average
 * @param transactions open transactions, the oldest first
 * @param othersVisible whether the role sees sessions and statements of other roles
 * @param waits chains of sessions that wait for locks
 * @param builds builds of indexes that are at work
 * @param bloat room that holds nothing
 * @param status where it stands in its chain of migrations
 * @param exceeded thresholds that are exceeded
 */
public record Reading(
        Instant at,
        String database,
        long bytes,
        List<TableSize> tables,
        Part<Growth> growth,
        Part<DiskSpace> disk,
        Part<List<IndexUse>> indexes,
        Optional<Instant> statisticsSince,
        Part<List<SlowStatement>> slow,
        Part<List<LongTransaction>> transactions,
        boolean othersVisible,
        Part<List<LockWait>> waits,
        Part<List<WorkProgress>> builds,
        Part<List<Bloat>> bloat,
        Part<DatabaseStatus> status,
        List<Exceeded> exceeded) {

    Reading with(List<Exceeded> found) {
        return new Reading(
                at,
                database,
                bytes,
                tables,
                growth,
                disk,
                indexes,
                statisticsSince,
                slow,
                transactions,
                othersVisible,
                waits,
                builds,
                bloat,
                status,
                found);
    }
}
