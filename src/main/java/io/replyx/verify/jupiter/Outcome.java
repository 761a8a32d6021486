package io.replyx.verify.jupiter;

import io.replyx.verify.assertion.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one check of a rule came to; a rule that is checked at every version has one for each.
 *
 * @param rule the rule's stable ID, as in {@code MIG-003}
 * @param title what must hold, in a sentence
 * @param version the version that was checked, for rules that are checked at every version
 * @param status how it ended
 * @param reason why it was skipped or failed, in a sentence; empty when passed
 * @param startedAt when it began
 * @param duration how long it took
 * @param examined how many objects, rows or scripts it looked at
 * @param findings what it found, broken first
 * @param attachments the evidence
 */
public record Outcome(
        String rule,
        String title,
        Optional<String> version,
        Status status,
        String reason,
        Instant startedAt,
        Duration duration,
        int examined,
        List<Finding> findings,
        List<Attachment> attachments) {

    public Outcome {
        findings = List.copyOf(findings);
        attachments = List.copyOf(attachments);
    }
}
