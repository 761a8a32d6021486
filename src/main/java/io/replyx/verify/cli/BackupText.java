package io.replyx.verify.cli;

import io.replyx.verify.operation.backup.Backup;
import io.replyx.verify.operation.backup.Contents;
import io.replyx.verify.operation.backup.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** A backup, for a person. */
final class BackupText {
    private BackupText() {}

    static String of(Backup backup) {
        Manifest manifest = backup.manifest();
        Contents contents = manifest.contents();
        Duration took = Duration.between(manifest.moment(), Instant.parse(manifest.endedAt()));
        return String.format(
                Locale.ROOT,
                "Backup %s: %,d bytes, %d tables with %,d rows, %s, in %.1f s.%n  sha256 %s%n  %s",
                backup.archive(),
                manifest.archive().bytes(),
                contents.tables().size(),
                contents.rows(),
                contents.version().isEmpty() ? "no version" : "version " + contents.version(),
                took.toMillis() / 1000.0,
                manifest.archive().sha256(),
                contents.extensions().stream()
                        .map(extension -> extension.name() + " " + extension.version())
                        .collect(Collectors.joining(", ", "extensions: ", "")));
    }
}
