package io.replyx.verify.cli;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.operation.backup.Backup;
import io.replyx.verify.operation.backup.Manifest;
import io.replyx.verify.operation.backup.Proof;
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

    /** That a backup was proved. */
    static String of(Proof proof) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Proved: %s of %s restores, with %,d rows in %d tables as its manifest says, and %d rules hold there.",
                proof.backup().archive().getFileName(),
                proof.backup().manifest().startedAt(),
                proof.backup().manifest().contents().rows(),
                proof.backup().manifest().contents().tables().size(),
                proof.rules()));
        proof.notes().forEach(note -> text.append("\n  note: ").append(note));
        return text.toString();
    }

    /** The same, with what a restore costs. */
    static String ofDrill(Proof proof) {
        Duration age = Duration.between(proof.backup().manifest().moment(), Instant.now());
        return of(proof)
                + String.format(
                        Locale.ROOT,
                        "%n  RTO: %.1f s from the file to a proved database%n  RPO: what was written in the last %d min"
                                + " %d s; %s",
                        proof.took().toMillis() / 1000.0,
                        age.toMinutes(),
                        age.toSecondsPart(),
                        proof.written());
    }
}
