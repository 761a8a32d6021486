package io.replyx.verify.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a report shows beside the rules: the run's own facts, then those of its environment. */
final class Facts {
    private Facts() {}

    static Map<String, String> of(RunRecord run) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Verdict", run.verdict() + " (exit code " + run.exitCode().code() + ")");
        facts.put("Mode", run.mode());
        facts.put("Subject", run.subject());
        run.commit().ifPresent(commit -> facts.put("Commit", commit));
        run.server().ifPresent(server -> put(facts, server));
        run.role().ifPresent(role -> facts.put("Role", role.describe()));
        run.environment().forEach(facts::putIfAbsent);
        return facts;
    }

    private static void put(Map<String, String> facts, ServerFact server) {
        facts.put("PostgreSQL", server.version());
        server.pgvector().ifPresent(version -> facts.put("pgvector", version));
        facts.put("Server", server.origin());
        server.systemIdentifier().ifPresent(identifier -> facts.put("System identifier", identifier));
        server.standby().ifPresent(standby -> facts.put("Standby", standby.describe()));
    }
}
