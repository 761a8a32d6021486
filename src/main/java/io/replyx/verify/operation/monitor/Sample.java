package io.replyx.verify.operation.monitor;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sizes of a database at one moment, as a history keeps them.
 *
 * @param at the moment
 * @param database host, port and name
 * @param bytes size of the database
 * @param tables bytes of each table with its indexes
 */
record Sample(Instant at, String database, long bytes, Map<String, Long> tables) {
    Sample {
        tables = new TreeMap<>(tables);
    }
}
