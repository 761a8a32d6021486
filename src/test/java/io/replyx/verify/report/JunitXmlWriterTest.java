package io.replyx.verify.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class JunitXmlWriterTest {
    @TempDir
    Path directory;

    @Test
    void makes_a_suite_for_each_kind_of_rule() throws Exception {
        Element suites = written(Runs.rehearsal());

        assertThat(suites.getAttribute("tests")).isEqualTo("6");
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        assertThat(suites.getAttribute("skipped")).isEqualTo("2");
        assertThat(suites.getAttribute("time")).isEqualTo("2.500");
        Element suite = element(suites, "testsuite", 0);
        assertThat(suite.getAttribute("name")).isEqualTo("replyx-verify.MIG");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-03-01T10:15:30");
    }

    @Test
    void tells_a_failure_in_full() throws Exception {
        Element suites = written(Runs.rehearsal());

        Element testcase = element(suites, "testcase", 1);
        assertThat(testcase.getAttribute("name")).isEqualTo("MIG-003 Undo restores the catalog [version 2]");
        assertThat(testcase.getAttribute("classname")).isEqualTo("replyx-verify.MIG");
        assertThat(element(testcase, "failure", 0).getTextContent())
                .contains("[MIG-003]", "want: nothing", "docs/rules/MIG-003.md");
    }

    @Test
    void tells_reasons_and_notes() throws Exception {
        Element suites = written(Runs.rehearsal());

        assertThat(element(suites, "skipped", 1).getAttribute("message")).isEqualTo("verified on production, not here");
        assertThat(element(suites, "system-out", 0).getTextContent()).contains("table public.\"größe\": has no index");
    }

    @Test
    void drops_what_xml_cannot_hold_and_keeps_the_rest() throws Exception {
        Finding finding = Finding.broken("table <a> & \"b\"", "\u0000\u001b[31m\uFFFE]]> 🐘 tab\tend");

        Element suites = written(Runs.of(List.of(Runs.failed("MIG-003", "Undo <restores>", "", finding))));

        assertThat(element(suites, "failure", 0).getTextContent())
                .contains("Undo <restores>", "table <a> & \"b\": [31m]]> 🐘 tab\tend");
    }

    @Test
    void a_run_that_ended_early_is_an_error() throws Exception {
        Element suites = written(Runs.stopped("no server answers"));

        assertThat(suites.getAttribute("errors")).isEqualTo("1");
        assertThat(element(suites, "error", 0).getAttribute("message")).isEqualTo("no server answers");
    }

    @Test
    void two_checks_of_one_rule_and_version_have_two_names() throws Exception {
        Element suites = written(Runs.of(List.of(Runs.passed("A-1", "a", "1"), Runs.passed("A-1", "a", "1"))));

        assertThat(element(suites, "testcase", 1).getAttribute("name")).isEqualTo("A-1 a [version 1] #2");
    }

    private Element written(RunRecord run) throws IOException, ParserConfigurationException, SAXException {
        Path file = directory.resolve("TEST-replyx-verify.xml");
        JunitXmlWriter.write(file, run);
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static Element element(Element parent, String name, int index) {
        return (Element) parent.getElementsByTagName(name).item(index);
    }
}
