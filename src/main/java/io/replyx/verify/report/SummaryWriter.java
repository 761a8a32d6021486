package io.replyx.verify.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Write {@code summary.json}, the report that machines read; docs/summary.md is its reference. */
final class SummaryWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private SummaryWriter() {}

    static void write(Path file, RunRecord run) throws IOException {
        // The same line ends on every system, so that two summaries can be compared byte by byte.
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        WholeFile.write(file, JSON.writer(printer).writeValueAsString(tree(run)) + "\n");
    }

    private static ObjectNode tree(RunRecord run) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("mode", run.mode());
        tree.put("verdict", run.verdict());
        tree.put("exitCode", run.exitCode().code());
        run.stopped().ifPresent(reason -> tree.put("stopped", reason));
        tree.put("subject", run.subject());
        run.commit().ifPresent(commit -> tree.put("commit", commit));
        run.server().ifPresent(server -> put(tree.putObject("server"), server));
        run.role().ifPresent(role -> put(tree.putObject("role"), role));
        ArrayNode migrations = tree.putArray("migrations");
        run.migrations().forEach(migration -> put(migrations.addObject(), migration));
        List<RuleSummary> summaries = run.rules();
        ArrayNode rules = tree.putArray("rules");
        summaries.forEach(rule -> put(rules.addObject(), rule));
        count(tree.putObject("counts"), summaries);
        ArrayNode phases = tree.putArray("phases");
        run.phases()
                .forEach(phase -> phases.addObject()
                        .put("name", phase.name())
                        .put("durationMs", phase.duration().toMillis()));
        return tree.put("startedAt", run.startedAt().toString()).put("durationMs", run.durationMs());
    }

    private static void put(ObjectNode node, ServerFact server) {
        node.put("version", server.version());
        server.pgvector().ifPresent(version -> node.put("pgvector", version));
        node.put("origin", server.origin());
        server.systemIdentifier().ifPresent(identifier -> node.put("systemIdentifier", identifier));
        server.standby()
                .ifPresent(standby -> node.putObject("standby")
                        .put(
                                "behindMs",
                                standby.lag().behind().map(Duration::toMillis).orElse(null))
                        .put("repeatedReads", standby.repeatedReads()));
    }

    private static void put(ObjectNode node, RoleFact role) {
        node.put("name", role.name());
        node.put("privileged", !role.excesses().isEmpty());
        node.put("allowed", role.allowed());
        ArrayNode excesses = node.putArray("excesses");
        role.excesses().forEach(excesses::add);
    }

    private static void put(ObjectNode node, MigrationFact migration) {
        node.put("version", migration.version());
        node.put("description", migration.description());
        migration.revision().ifPresent(revision -> node.put("revision", revision));
        node.put("state", migration.state());
    }

    private static void put(ObjectNode node, RuleSummary rule) {
        node.put("id", rule.id());
        node.put("title", rule.title());
        node.put("status", word(rule.status()));
        if (!rule.reason().isBlank()) {
            node.put("reason", rule.reason());
        }
        node.put("durationMs", rule.duration().toMillis());
        node.put("examined", rule.examined());
        ArrayNode findings = node.putArray("findings");
        rule.findings().forEach(finding -> put(findings.addObject(), finding));
    }

    private static void put(ObjectNode node, Finding finding) {
        node.put("severity", word(finding.severity()));
        finding.version().ifPresent(version -> node.put("version", version));
        finding.direction().ifPresent(direction -> node.put("direction", word(direction)));
        if (!finding.object().isBlank()) {
            node.put("object", finding.object());
        }
        node.put("message", finding.message());
        finding.script().ifPresent(script -> node.put("script", script));
        finding.line().ifPresent(line -> node.put("line", line));
    }

    private static void count(ObjectNode counts, List<RuleSummary> rules) {
        counts.put("rules", rules.size());
        for (Status status : Status.values()) {
            counts.put(
                    word(status),
                    rules.stream().filter(rule -> rule.status() == status).count());
        }
        counts.put("checks", rules.stream().mapToLong(RuleSummary::checks).sum());
        counts.put(
                "broken", rules.stream().mapToLong(rule -> rule.broken().size()).sum());
        counts.put(
                "notes", rules.stream().mapToLong(rule -> rule.notes().size()).sum());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
