package io.replyx.verify.operation.backup;

import io.replyx.verify.archive.ContentsComparison;
import io.replyx.verify.database.DumpTool;
import io.replyx.verify.database.ToolFailed;
import io.replyx.verify.settings.DatabaseUrl;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Restores a proven backup over a database: pg_restore --clean --if-exists, all of it or nothing. */
final class InPlace {
    private final DatabaseUrl target;
    private final DumpTool tool;
    private final Consumer<String> progress;

    InPlace(DatabaseUrl target, DumpTool tool, Consumer<String> progress) {
        this.target = target;
        this.tool = tool;
        this.progress = progress;
    }

    void restore(Backup backup) {
        try (BoundedSession inside = BoundedSession.in(target)) {
            progress.accept("Restoring over " + target.address() + " in one transaction.");
            // An extension that is there stays: whoever does not own it could not drop it.
            Set<String> there = Set.copyOf(inside.strings("select extname from pg_catalog.pg_extension"));
            List<String> entries = Scratch.without(there, tool.contents(backup.archive()));
            run(backup, entries);
            Scratch.putBack(backup.manifest(), target, inside);
            inside.execute("analyze");
            List<String> broken =
                    ContentsComparison.of(backup.manifest().contents(), inside.contents()).broken().stream()
                            .filter(line -> !line.startsWith("extra: "))
                            .collect(Collectors.toList());
            if (!broken.isEmpty()) {
                throw new BackupNotProven(
                        target.address() + " was restored in place, and is not what the manifest says:" + "\n- "
                                + String.join("\n- ", broken) + "\nRestore it without --clean-in-place.");
            }
        }
    }

    private void run(Backup backup, List<String> entries) {
        try {
            tool.restore(
                    target,
                    backup.archive(),
                    entries,
                    List.of("--clean", "--if-exists", "--single-transaction"),
                    new DumpLines(progress));
        } catch (ToolFailed failed) {
            throw new BackupNotProven("Restoring in place failed: " + failed.getMessage() + "\n" + target.address()
                    + " is as it was, since all of it was one transaction. Restore without --clean-in-place.");
        }
    }
}
