package io.replyx.verify.report;

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

/**
 * The parts of Allure that the report is made with.
 *
 * <p>They are named one by one because Allure's default set has a part that reports each use to Google.
 */
final class SinglePage implements Configuration {
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

    /** Allure's own page loads a script of Google's and leaves the report's name unescaped. */
    private static FreemarkerContext page() {
        FreemarkerContext page = new FreemarkerContext();
        page.getValue().setClassForTemplateLoading(SinglePage.class, "");
        return page;
    }
}
