package io.replyx.verify.power;

import io.replyx.verify.evidence.Awaited;
import io.replyx.verify.migration.Version;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/** What pg_dump writes of the sound chain after each of its versions was undone, found out once for all judges. */
final class SoundDumps {
    private final Map<Version, FutureTask<String>> digests = new ConcurrentHashMap<>();

    /** The digest for a version, which the first who asks finds out. */
    String of(Version version, Callable<String> digest) throws SQLException {
        FutureTask<String> known = digests.computeIfAbsent(version, any -> new FutureTask<>(digest));
        known.run();
        return Awaited.result(known);
    }
}
