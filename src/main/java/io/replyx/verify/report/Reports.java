package io.replyx.verify.report;

import io.replyx.verify.settings.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The files that a run left.
 *
 * @param summary for machines
 * @param signoff for whoever signs a release
 * @param junit for build servers
 * @param allureResults for other Allure tools
 * @param html for people; opens from disk
 */
public record Reports(Path summary, Path signoff, Path junit, Path allureResults, Path html) {

    /**
     * Write all reports of a run in place of an earlier one's.
     *
     * <p>Secrets are masked once, in the record that all writers share. The summary comes first: whatever happens to
     * the others, machines have the verdict.
     */
    public static Reports write(Path root, RunRecord run, List<Secret> secrets) {
        RunRecord told = RecordTexts.encodable(new RecordTexts(Redaction.of(secrets)).in(run));
        ReportDirectory directory = new ReportDirectory(root);
        try {
            directory.clear();
            SummaryWriter.write(directory.summary(), told);
            SignoffWriter.write(directory.signoff(), told);
            JunitXmlWriter.write(directory.junit(), told);
            AllureWriter.write(directory.allureResults(), told);
            HtmlReport.write(directory.htmlDirectory(), directory.allureResults(), told);
        } catch (IOException e) {
            throw ReportDirectory.unwritable(root, e);
        }
        return new Reports(
                directory.summary(),
                directory.signoff(),
                directory.junit(),
                directory.allureResults(),
                directory.html());
    }
}
