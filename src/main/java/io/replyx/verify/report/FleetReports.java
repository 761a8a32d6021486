package io.replyx.verify.report;

import io.replyx.verify.settings.Secret;
import io.replyx.verify.settings.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory that a fleet leaves its reports in: {@code fleet.json}, and one directory for each database.
 *
 * @param root the directory itself
 */
public record FleetReports(Path root) {

    /** Make sure that reports can be written, and take away what an earlier run left, so that it is not taken for new. */
    public static FleetReports begin(Path root, List<String> names) {
        ReportDirectory directory = ReportDirectory.writable(root);
        try {
            for (String name : earlier(directory)) {
                new ReportDirectory(root.resolve(name)).forget();
            }
            directory.forget();
            for (String name : names) {
                ReportDirectory.writable(root.resolve(name)).forget();
            }
        } catch (IOException e) {
            throw ReportDirectory.unwritable(root, e);
        }
        return new FleetReports(root);
    }

    private static List<String> earlier(ReportDirectory directory) throws IOException {
        try {
            return FleetJson.read(Files.readString(directory.fleet())).targets().stream()
                    .map(TargetResult::name)
                    .toList();
        } catch (NoSuchFileException | FleetJson.Damaged none) {
            return List.of();
        }
    }

    /** Where the reports on one database are. */
    public Path of(String name) {
        return root.resolve(name);
    }

    /** Where the summary of the fleet is. */
    public Path summary() {
        return new ReportDirectory(root).fleet();
    }

    /** Write the reports on one database: those of a run of its own, without the page for people. */
    public TargetResult write(String name, RunRecord run, List<Secret> secrets) {
        RunRecord told = RecordTexts.encodable(new RecordTexts(Redaction.of(secrets)).in(run));
        ReportDirectory directory = new ReportDirectory(of(name));
        try {
            directory.clear();
            SummaryWriter.write(directory.summary(), told);
            SignoffWriter.write(directory.signoff(), told);
            JunitXmlWriter.write(directory.junit(), told, JunitXmlWriter.SUITE + "." + name);
            return TargetResult.of(name, told, Sha256.of(Files.readAllBytes(directory.summary())));
        } catch (IOException e) {
            throw ReportDirectory.unwritable(of(name), e);
        }
    }

    /** Write the summary of the fleet. */
    public void write(FleetRecord fleet) {
        try {
            WholeFile.write(summary(), FleetJson.write(fleet));
        } catch (IOException e) {
            throw ReportDirectory.unwritable(root, e);
        }
    }
}
