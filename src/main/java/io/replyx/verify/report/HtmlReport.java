package io.replyx.verify.report;

import io.qameta.allure.ReportGenerationException;
import io.qameta.allure.ReportGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Make one HTML file of Allure results that opens from disk and asks nobody for anything. */
final class HtmlReport {
    private HtmlReport() {}

    static void write(Path directory, Path results, RunRecord run) throws IOException {
        try {
            new ReportGenerator(new SinglePage(run)).generateSingleFile(directory, List.of(results));
        } catch (ReportGenerationException e) {
            throw new IOException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
