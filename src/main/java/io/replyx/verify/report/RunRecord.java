package io.replyx.verify.report;

import io.replyx.verify.evidence.Phase;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.settings.ExitCode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about a run that its reports tell; they know nothing else.
 *
 * @param mode {@code rehearsal} or {@code production}
 * @param command the command that makes such a run again, without its rules
 * @param exitCode how the command ends
 * @param verdict {@code READY} or {@code NOT READY}
 * @param subject the subject that was verified
 * @param commit the commit that the subject was taken from, where it is known
 * @param server the server, unless the run ended before it had one
 * @param role the role that a production run looked as, where it was examined
 * @param migrations the subject's migrations in their order
 * @param outcomes every check of every rule
 * @param phases where the time went
 * @param startedAt when the run began
 * @param durationMs how long it took
 * @param environment facts that the report shows beside the run, in the order to show them; never secrets
 * @param stopped why the run ended before its last rule, if it did
 */
public record RunRecord(
        String mode,
        String command,
        ExitCode exitCode,
        String verdict,
        String subject,
        Optional<String> commit,
        Optional<ServerFact> server,
        Optional<RoleFact> role,
        List<MigrationFact> migrations,
        List<Outcome> outcomes,
        List<Phase> phases,
        Instant startedAt,
        long durationMs,
        Map<String, String> environment,
        Optional<String> stopped) {

    public RunRecord {
        migrations = List.copyOf(migrations);
        outcomes = List.copyOf(outcomes);
        phases = List.copyOf(phases);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** The outcomes, folded to one for each rule. */
    public List<RuleSummary> rules() {
        return RuleSummary.fold(outcomes);
    }
}
