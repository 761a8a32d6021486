package io.replyx.verify.report;

import io.qameta.allure.Aggregator2;
import io.qameta.allure.Extension;
import io.qameta.allure.Reader;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.category.CategoriesPlugin;
import io.qameta.allure.category.CategoriesTrendPlugin;
import io.qameta.allure.context.FreemarkerContext;
import io.qameta.allure.context.JacksonContext;
import io.qameta.allure.context.RandomUidContext;
import io.qameta.allure.core.AttachmentsPlugin;
import io.qameta.allure.core.Configuration;
import io.qameta.allure.core.Plugin;
import io.qameta.allure.core.TestsResultsPlugin;
import io.qameta.allure.duration.DurationPlugin;
import io.qameta.allure.duration.DurationTrendPlugin;
import io.qameta.allure.entity.TestResult;
import io.qameta.allure.environment.Allure1EnvironmentPlugin;
import io.qameta.allure.executor.ExecutorPlugin;
import io.qameta.allure.history.HistoryPlugin;
import io.qameta.allure.history.HistoryTrendPlugin;
import io.qameta.allure.launch.LaunchPlugin;
import io.qameta.allure.owner.OwnerPlugin;
import io.qameta.allure.retry.RetryTrendPlugin;
import io.qameta.allure.severity.SeverityPlugin;
import io.qameta.allure.status.StatusChartPlugin;
import io.qameta.allure.suites.SuitesPlugin;
import io.qameta.allure.summary.SummaryPlugin;
import io.qameta.allure.tags.TagsPlugin;
import io.qameta.allure.timeline.TimelinePlugin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The parts of Allure that the report is made with.
 *
 * <p>They are named one by one because Allure's default set has a part that reports each use to Google.
 */
final class SinglePage implements Configuration {
    private final String uuid = UUID.randomUUID().toString();
    private final String name;
    private final List<Extension> extensions;

    SinglePage(RunRecord run) {
        this.name = run.subject() + ": " + run.verdict();
        this.extensions = List.of(
                page(),
                environment(Facts.of(run)),
                new JacksonContext(),
                new RandomUidContext(),
                new Allure2Plugin(),
                new TagsPlugin(),
                new SeverityPlugin(),
                new OwnerPlugin(),
                new HistoryPlugin(),
                new HistoryTrendPlugin(),
                new RetryTrendPlugin(),
                new CategoriesPlugin(),
                new CategoriesTrendPlugin(),
                escaped(),
                new DurationPlugin(),
                new DurationTrendPlugin(),
                new StatusChartPlugin(),
                new TimelinePlugin(),
                new SuitesPlugin(),
                new TestsResultsPlugin(),
                new AttachmentsPlugin(),
                new SummaryPlugin(),
                new ExecutorPlugin(),
                new LaunchPlugin(),
                new Allure1EnvironmentPlugin());
    }

    /** The page runs only the scripts that carry it, so it must not be guessed. */
    @Override
    public String getUuid() {
        return uuid;
    }

    @Override
    public String getReportName() {
        return name;
    }

    @Override
    public String getReportLanguage() {
        return "en";
    }

    @Override
    public List<Plugin> getPlugins() {
        return List.of();
    }

    @Override
    public List<Extension> getExtensions() {
        return extensions;
    }

    /** Allure reads them from environment.properties only with its reader for results of its first version. */
    private static Reader environment(Map<String, String> facts) {
        return (configuration, visitor, directory) -> visitor.visitExtra("environment", facts);
    }

    /**
     * The page takes messages for HTML, and ours carry names from a database.
     *
     * <p>After the categories, which the page takes for text, and before the results themselves.
     */
    private static Aggregator2 escaped() {
        return (configuration, launches, storage) -> launches.stream()
                .flatMap(launch -> launch.getAllResults().stream())
                .forEach(SinglePage::escape);
    }

    private static void escape(TestResult result) {
        result.setStatusMessage(Markup.html(Objects.requireNonNullElse(result.getStatusMessage(), "")));
        if (result.getTestStage() != null) {
            // The page would show it a second time there.
            result.getTestStage().setStatusMessage(null);
        }
    }

    /** Allure's own page loads a script of Google's and leaves the report's name unescaped. */
    private static FreemarkerContext page() {
        FreemarkerContext page = new FreemarkerContext();
        page.getValue().setClassForTemplateLoading(SinglePage.class, "");
        return page;
    }
}
