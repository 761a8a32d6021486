package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.ListedTarget;
import io.replyx.verify.settings.Shard;
import io.replyx.verify.settings.Target;
import io.replyx.verify.settings.TargetFile;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which databases of a fleet a run looks at, and how many side by side. */
final class FleetOptions {
    private static final int USUAL = 2;
    private static final int MOST = 64;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = {
                "Verify all databases that this file lists instead of the one that DATABASE_URL names: under targets:,"
                        + " entries with a name and the variable that holds the URL."
            })
    @Nullable
    private Path file;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description =
                    "With --targets: so many databases at once, over one connection each (default: 2, at most 64).")
    @Nullable
    private Integer parallel;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "With --targets: only every N-th database, beginning with the I-th; report --merge joins them.")
    @Nullable
    private String shard;

    /**
     * Databases to look at.
     *
     * @param shard which part of the fleet they are
     * @param names all names of the fleet
     * @param targets those of this part
     * @param parallel how many at once
     */
    record Fleet(Shard shard, List<String> names, List<Target> targets, int parallel) {}

    /** Whether a fleet is meant, and not one database. */
    boolean given() {
        if (file == null && (parallel != null || shard != null)) {
            throw new WrongUse((parallel == null ? "--shard" : "--parallel") + " goes with --targets FILE only");
        }
        return file != null;
    }

    /** Read what is asked for, before anything is connected to. */
    Fleet fleet(Environment environment) {
        if (file == null) {
            throw new IllegalStateException("no fleet was asked for");
        }
        int atOnce = parallel == null ? USUAL : parallel;
        if (atOnce < 1 || atOnce > MOST) {
            throw new WrongUse("--parallel " + atOnce + " is no number from 1 to " + MOST);
        }
        Shard part = shard == null ? Shard.WHOLE : Shard.parse(shard);
        List<ListedTarget> listed = TargetFile.read(file);
        return new Fleet(
                part,
                listed.stream().map(ListedTarget::name).toList(),
                Target.of(part.select(listed), environment),
                atOnce);
    }
}
