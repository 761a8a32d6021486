package io.replyx.verify.power;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Writes a power report for machines. */
public final class PowerJson {
    private static final JsonMapper JSON = new JsonMapper();

    private PowerJson() {}

    /** The report as JSON. */
    public static String of(PowerReport report) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("subject", report.subject());
        tree.put("seed", report.facts().seed());
        tree.put("server", report.facts().server());
        tree.put("operators", report.facts().operators());
        tree.put("possible", report.facts().possible());
        tree.put("durationMs", report.facts().duration().toMillis());
        tree.put("score", report.score());
        tree.put("namedScore", report.namedScore());
        ObjectNode counts = tree.putObject("counts");
        counts.put("mutants", report.verdicts().size());
        for (Fate fate : Fate.values()) {
            counts.put(word(fate), report.count(fate));
        }
        counts.put("named", report.named());
        ArrayNode mutants = tree.putArray("mutants");
        report.verdicts()
                .forEach(verdict ->
                        put(mutants.addObject(), verdict, report.facts().peers()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of numbers and texts cannot be written", impossible);
        }
    }

    private static void put(ObjectNode node, Verdict verdict, boolean peers) {
        node.put("id", verdict.mutant().id());
        node.put("operator", verdict.mutant().operator());
        node.put("version", verdict.mutant().version().toString());
        node.put("object", verdict.mutant().object());
        node.put("change", verdict.mutant().change());
        node.put("fate", word(verdict.fate()));
        ArrayNode rules = node.putArray("rules");
        verdict.rules().forEach(rules::add);
        node.put("named", verdict.named());
        if (!verdict.reason().isEmpty()) {
            node.put("reason", verdict.reason());
        }
        if (peers) {
            node.put("flyway", verdict.flyway()).put("dump", verdict.dump());
        }
        node.put("durationMs", verdict.duration().toMillis());
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }
}
