package io.replyx.verify.database;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of one of PostgreSQL's programs.
 *
 * @param major as in 18
 * @param minor as in 6
 */
public record ToolVersion(int major, int minor) {
    private static final Pattern SHAPE =
            Pattern.compile("\\(PostgreSQL\\) ([0-9]{1,4})(?:\\.([0-9]{1,4})|[a-z]+[0-9]*)");

    /** Before these a server could write over the memory of a program that reads its large objects (CVE-2026-6477). */
    private static final Map<Integer, Integer> DUMPS_SAFELY = Map.of(14, 23, 15, 18, 16, 14, 17, 10, 18, 4);

    /** Before these an archive could make pg_restore run whatever its maker wished (CVE-2026-116314). */
    private static final Map<Integer, Integer> READS_ANY_ARCHIVE = Map.of(14, 25, 15, 20, 16, 16, 17, 12, 18, 7);

    /** Read what a program prints of itself. */
    public static Optional<ToolVersion> parse(String line) {
        Matcher matcher = SHAPE.matcher(line);
        return matcher.find()
                ? Optional.of(new ToolVersion(
                        Integer.parseInt(matcher.group(1)),
                        Optional.ofNullable(matcher.group(2))
                                .map(Integer::parseInt)
                                .orElse(0)))
                : Optional.empty();
    }

    /** Whether it may read a server: the holes that a server could use are closed. */
    public boolean dumpsSafely() {
        return isFixed(DUMPS_SAFELY);
    }

    /** Whether it may read an archive of unknown origin. */
    public boolean readsAnyArchive() {
        return isFixed(READS_ANY_ARCHIVE);
    }

    private boolean isFixed(Map<Integer, Integer> floors) {
        int newest = floors.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        return major > newest || minor >= floors.getOrDefault(major, Integer.MAX_VALUE);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
