package io.replyx.verify.migration.lock;

import java.util.ArrayList;
import java.util.List;

/**
 * The number of the advisory lock under which Flyway works on a database: a constant of Flyway's plus the hash of the
 * history table's name, quoted and qualified.
 *
 * @param number the key that {@code pg_try_advisory_lock} is given
 */
record LockKey(long number) {
    private static final long FLYWAYS_NUMBER = 77431708279161L;

    /** The key for a history table, whose name may be quoted or not: {@code public.flyway_schema_history}. */
    static LockKey of(String historyTable) {
        return new LockKey(FLYWAYS_NUMBER + quoted(historyTable).hashCode());
    }

    /** The upper half, which {@code pg_locks} shows as classid. */
    long upper() {
        return number >>> 32;
    }

    /** The lower half, which {@code pg_locks} shows as objid. */
    long lower() {
        return number & 0xFFFFFFFFL;
    }

    /** The server quotes a name where it must, and Flyway always. */
    private static String quoted(String name) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"') {
                inside = !inside;
            } else if (c == '.' && !inside) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        parts.add(part.toString());
        return String.join(".", parts.stream().map(LockKey::requote).toList());
    }

    private static String requote(String part) {
        return part.startsWith("\"") ? part : '"' + part + '"';
    }
}
