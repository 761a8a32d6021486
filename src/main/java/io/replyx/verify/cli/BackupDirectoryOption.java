package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where backups are. */
final class BackupDirectoryOption {
    @Option(
            names = "--backup-dir",
            paramLabel = "DIR",
            description = "Folder of the backups (default: backups/ of this repository).")
    @Nullable
    private Path folder;

    Path folder(Environment environment) {
        return folder == null ? environment.home().resolve("backups") : folder;
    }
}
