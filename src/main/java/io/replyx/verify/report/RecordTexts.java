package io.replyx.verify.report;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Change every free text of a record at one place, before any writer sees it.
 *
 * <p>Mode, verdict, rule IDs, versions and numbers stay: they come from fixed vocabularies, and masking them would make
 * one rule look like another.
 */
record RecordTexts(UnaryOperator<String> change) {

    RunRecord in(RunRecord run) {
        return new RunRecord(
                run.mode(),
                run.command(),
                run.exitCode(),
                run.verdict(),
                change.apply(run.subject()),
                run.commit().map(change),
                run.server().map(this::server),
                run.role().map(this::role),
                run.migrations().stream().map(this::migration).toList(),
                run.outcomes().stream().map(this::outcome).toList(),
                run.phases(),
                run.startedAt(),
                run.durationMs(),
                environment(run.environment()),
                run.stopped().map(change));
    }

    private ServerFact server(ServerFact server) {
        return new ServerFact(
                change.apply(server.version()),
                server.pgvector().map(change),
                change.apply(server.origin()),
                server.systemIdentifier().map(change),
                server.standby());
    }

    private RoleFact role(RoleFact role) {
        return new RoleFact(
                change.apply(role.name()),
                role.allowed(),
                role.excesses().stream().map(change).toList());
    }

    private MigrationFact migration(MigrationFact migration) {
        return new MigrationFact(
                migration.version(),
                change.apply(migration.description()),
                migration.revision().map(change),
                change.apply(migration.state()),
                migration.applyScript().map(change),
                migration.undoScript().map(change));
    }

    private Outcome outcome(Outcome outcome) {
        return new Outcome(
                outcome.rule(),
                change.apply(outcome.title()),
                outcome.version(),
                outcome.status(),
                change.apply(outcome.reason()),
                outcome.startedAt(),
                outcome.duration(),
                outcome.examined(),
                outcome.findings().stream().map(this::finding).toList(),
                outcome.attachments().stream().map(this::attachment).toList());
    }

    private Finding finding(Finding finding) {
        return new Finding(
                finding.severity(),
                finding.version(),
                finding.direction(),
                change.apply(finding.object()),
                change.apply(finding.message()),
                finding.script().map(change),
                finding.line());
    }

    private Attachment attachment(Attachment attachment) {
        return new Attachment(
                change.apply(attachment.name()), attachment.mediaType(), change.apply(attachment.content()));
    }

    private Map<String, String> environment(Map<String, String> facts) {
        Map<String, String> changed = new LinkedHashMap<>();
        facts.forEach((name, value) -> changed.put(change.apply(name), change.apply(value)));
        return changed;
    }

    /** The same texts with halves of surrogate pairs replaced: no encoding can write them. */
    static RunRecord encodable(RunRecord run) {
        return new RecordTexts(RecordTexts::encodable).in(run);
    }

    private static String encodable(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
