package io.replyx.verify.cli;

import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.Version;
import io.replyx.verify.report.SchemaPage;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Write the reference of the schema. */
@Command(
        name = "schema",
        description = "Write the reference of the schema, docs/db/schema.md, from the approved catalog of the head.")
final class SchemaCommand extends ConsoleCommand {
    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the page goes (default: docs/db/schema.md of this repository).")
    @Nullable
    private Path out;

    @Option(names = "--check", description = "Write nothing; exit with 1 when the page is not what would be written.")
    private boolean check;

    @Override
    public Integer call() {
        Subject subject = target.subject(environment());
        Version head = subject.directory()
                .head()
                .orElseThrow(() -> new WrongUse("There are no scripts, so that there is no schema to describe"))
                .version();
        ApprovedCatalog approved = ApprovedCatalog.read(subject.approvedCatalogFile(head));
        String page = SchemaPage.of(subject.name(), head.toString(), approved.catalog());
        Path file = Optional.ofNullable(out).orElse(environment().home().resolve("docs/db/schema.md"));
        return (check ? check(file, page) : write(file, page)).code();
    }

    private ExitCode check(Path file, String page) {
        try {
            if (Files.isRegularFile(file) && Files.readString(file).equals(page)) {
                console().say(file + " is up to date.");
                return ExitCode.READY;
            }
        } catch (IOException unreadable) {
            throw new WrongUse("cannot read " + file + ": check that it is text in UTF-8");
        }
        console().say(file + " is stale: ./verify schema writes it again.");
        return ExitCode.NOT_READY;
    }

    private ExitCode write(Path file, String page) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, page);
            console().say("Wrote " + file + ".");
            return ExitCode.READY;
        } catch (IOException unwritable) {
            throw new WrongUse("cannot write " + file + ": check that the folder may be written to");
        }
    }
}
