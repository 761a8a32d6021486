package io.replyx.verify.report;

import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Shard;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the runs on the databases of a fleet, or of a part of it, came to.
 *
 * @param about what they were about
 * @param shard which part of the fleet this is
 * @param fleet the names of all its databases, in the order of the list
 * @param targets what the runs on the databases of this part came to, in the same order
 * @param startedAt when the first began
 * @param durationMs how long all took
 */
public record FleetRecord(
        About about, Shard shard, List<String> fleet, List<TargetResult> targets, Instant startedAt, long durationMs) {

    /**
     * From the best to the worst: the less is known of a database, the worse. A broken rule is a fact that somebody can
     * mend; of a database that refused the run only its privileges are known, of one out of reach nothing, and one that
     * the run did not come to was not even tried.
     */
    private static final List<ExitCode> FROM_BEST_TO_WORST = List.of(
            ExitCode.READY,
            ExitCode.NOT_READY,
            ExitCode.REFUSED,
            ExitCode.NO_DATABASE,
            ExitCode.WRONG_USE,
            ExitCode.INTERRUPTED);

    /**
     * What must be the same for all parts of a fleet.
     *
     * @param subject the subject's name
     * @param commit the commit that it was taken from, where it is known
     * @param fingerprint of its scripts, contract and approved catalogs
     * @param rules IDs of the rules that were asked for; empty for all
     */
    public record About(String subject, Optional<String> commit, String fingerprint, List<String> rules) {
        public About {
            rules = List.copyOf(rules);
        }
    }

    public FleetRecord {
        fleet = List.copyOf(fleet);
        targets = List.copyOf(targets);
    }

    /** The worst of all: what the command exits with. */
    public ExitCode exitCode() {
        return targets.stream()
                .map(TargetResult::exitCode)
                .max(Comparator.comparingInt(FleetRecord::badness))
                .orElse(ExitCode.INTERRUPTED);
    }

    private static int badness(ExitCode code) {
        int place = FROM_BEST_TO_WORST.indexOf(code);
        return place < 0 ? FROM_BEST_TO_WORST.size() : place;
    }

    /** {@code READY} or {@code NOT READY}. */
    public String verdict() {
        return exitCode() == ExitCode.READY ? "READY" : "NOT READY";
    }

    /** How many databases ended so. */
    public long count(ExitCode code) {
        return targets.stream().filter(target -> target.exitCode() == code).count();
    }
}
