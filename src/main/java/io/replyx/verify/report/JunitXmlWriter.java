package io.replyx.verify.report;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Write the checks as JUnit XML for build servers, a suite for each kind of rule.
 *
 * <p>It is made from the outcomes: JUnit's own listener would write the system properties into the file.
 */
final class JunitXmlWriter {
    /** What the checks of a run on one database go by. */
    static final String SUITE = "replyx-verify";

    private final XmlText xml;
    private final RunRecord run;
    private final String suite;
    private final FailureText failures;

    private JunitXmlWriter(XmlText xml, RunRecord run, String suite) {
        this.xml = xml;
        this.run = run;
        this.suite = suite;
        this.failures = new FailureText(run.command());
    }

    static void write(Path file, RunRecord run) throws IOException {
        write(file, run, SUITE);
    }

    /** Write them under the name of one of several databases, so that build servers keep them apart. */
    static void write(Path file, RunRecord run, String suite) throws IOException {
        StringWriter text = new StringWriter();
        try {
            new JunitXmlWriter(new XmlText(text), run, suite).suites();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        WholeFile.write(file, text.toString());
    }

    private void suites() throws XMLStreamException {
        List<Check> checks = Check.of(run.outcomes());
        xml.start("testsuites", "name", suite);
        totals(checks, run.stopped().isPresent() ? 1 : 0, Duration.ofMillis(run.durationMs()));
        if (run.stopped().isPresent()) {
            stopped(run.stopped().get());
        }
        Map<RuleKind, List<Check>> byKind = checks.stream()
                .collect(Collectors.groupingBy(
                        check -> RuleKind.of(check.outcome().rule()), TreeMap::new, Collectors.toList()));
        for (Map.Entry<RuleKind, List<Check>> kind : byKind.entrySet()) {
            suite(suite + "." + kind.getKey(), kind.getValue());
        }
        xml.end();
    }

    private void suite(String name, List<Check> checks) throws XMLStreamException {
        xml.start("testsuite", "name", name);
        totals(checks, 0, time(checks));
        xml.attribute("timestamp", checks.get(0).outcome().startedAt());
        for (Check check : checks) {
            testcase(name, check);
        }
        xml.end();
    }

    private void testcase(String className, Check check) throws XMLStreamException {
        Outcome outcome = check.outcome();
        xml.start("testcase", "classname", className, "name", check.name());
        xml.attribute("time", outcome.duration());
        if (outcome.status() == Status.SKIPPED) {
            xml.element("skipped", "", "message", outcome.reason());
        } else if (outcome.status() == Status.FAILED) {
            xml.element("failure", failures.of(outcome), "message", message(outcome), "type", outcome.rule());
        }
        String notes = outcome.findings().stream()
                .filter(finding -> !finding.isBroken())
                .map(FindingText::placed)
                .collect(Collectors.joining("\n"));
        if (!notes.isEmpty()) {
            xml.element("system-out", notes);
        }
        xml.end();
    }

    /** A run without its end must not look like a run in which everything held. */
    private void stopped(String reason) throws XMLStreamException {
        xml.start("testsuite", "name", suite);
        totals(List.of(), 1, Duration.ZERO);
        xml.attribute("timestamp", run.startedAt());
        xml.start("testcase", "classname", suite, "name", "The run reaches its end", "time", "0.000");
        xml.element("error", reason, "message", reason, "type", "stopped");
        xml.end();
        xml.end();
    }

    private void totals(List<Check> checks, int errors, Duration time) throws XMLStreamException {
        xml.attribute("tests", checks.size() + errors);
        xml.attribute("failures", count(checks, Status.FAILED));
        xml.attribute("errors", errors);
        xml.attribute("skipped", count(checks, Status.SKIPPED));
        xml.attribute("time", time);
    }

    private static String message(Outcome outcome) {
        return outcome.findings().stream()
                .filter(Finding::isBroken)
                .findFirst()
                .map(FindingText::placed)
                .orElse(outcome.reason());
    }

    private static Duration time(List<Check> checks) {
        return checks.stream().map(check -> check.outcome().duration()).reduce(Duration.ZERO, Duration::plus);
    }

    private static long count(List<Check> checks, Status status) {
        return checks.stream()
                .filter(check -> check.outcome().status() == status)
                .count();
    }
}
