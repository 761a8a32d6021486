package io.replyx.verify.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.Shard;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a fleet came to, as {@code fleet.json} has it; docs/summary.md is its reference. */
final class FleetJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The text is no fleet.json, or says one thing here and another there. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    private FleetJson() {}

    static String write(FleetRecord fleet) throws JsonProcessingException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        return JSON.writer(printer).writeValueAsString(tree(fleet)) + "\n";
    }

    private static ObjectNode tree(FleetRecord fleet) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("mode", "fleet");
        tree.put("verdict", fleet.verdict());
        tree.put("exitCode", fleet.exitCode().code());
        tree.put("subject", fleet.about().subject());
        fleet.about().commit().ifPresent(commit -> tree.put("commit", commit));
        tree.put("fingerprint", fleet.about().fingerprint());
        strings(tree.putArray("rules"), fleet.about().rules());
        ObjectNode shard = tree.putObject("shard");
        shard.put("index", fleet.shard().index()).put("of", fleet.shard().of());
        strings(shard.putArray("fleet"), fleet.fleet());
        ArrayNode targets = tree.putArray("targets");
        fleet.targets().forEach(target -> put(targets.addObject(), target));
        counts(tree.putObject("counts"), fleet);
        return tree.put("startedAt", fleet.startedAt().toString()).put("durationMs", fleet.durationMs());
    }

    private static void strings(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void put(ObjectNode node, TargetResult target) {
        node.put("name", target.name());
        node.put("verdict", target.verdict());
        node.put("exitCode", target.exitCode().code());
        target.reason().ifPresent(reason -> node.put("stopped", reason));
        target.postgresql().ifPresent(version -> node.put("postgresql", version));
        target.version().ifPresent(version -> node.put("version", version));
        node.put("passed", target.counts().passed());
        node.put("failed", target.counts().failed());
        node.put("skipped", target.counts().skipped());
        strings(node.putArray("broken"), target.broken());
        target.sha256().ifPresent(sha256 -> node.put("sha256", sha256));
        node.put("durationMs", target.durationMs());
    }

    private static void counts(ObjectNode node, FleetRecord fleet) {
        node.put("targets", fleet.targets().size());
        node.put("ready", fleet.count(ExitCode.READY));
        node.put("notReady", fleet.count(ExitCode.NOT_READY));
        node.put("refused", fleet.count(ExitCode.REFUSED));
        node.put("noDatabase", fleet.count(ExitCode.NO_DATABASE));
        node.put("notLookedAt", fleet.count(ExitCode.INTERRUPTED) + fleet.count(ExitCode.WRONG_USE));
    }

    static FleetRecord read(String text) throws Damaged {
        try {
            JsonNode tree = JSON.readTree(text);
            if (!tree.path("mode").asText().equals("fleet")) {
                throw new Damaged("it is no summary of a fleet");
            }
            FleetRecord fleet = new FleetRecord(
                    about(tree),
                    new Shard(number(tree.path("shard"), "index"), number(tree.path("shard"), "of")),
                    strings(tree.path("shard"), "fleet"),
                    targets(tree),
                    Instant.parse(text(tree, "startedAt")),
                    number(tree, "durationMs"));
            // Whatever is told twice must be the same both times, and the order of keys is fixed.
            if (!write(fleet).equals(text)) {
                throw new Damaged("what it says does not fit together");
            }
            return fleet;
        } catch (JsonProcessingException malformed) {
            throw new Damaged("it is no whole JSON");
        } catch (DateTimeException wrong) {
            throw new Damaged("startedAt is no time");
        }
    }

    private static FleetRecord.About about(JsonNode tree) throws Damaged {
        return new FleetRecord.About(
                text(tree, "subject"), optional(tree, "commit"), text(tree, "fingerprint"), strings(tree, "rules"));
    }

    private static List<TargetResult> targets(JsonNode tree) throws Damaged {
        List<TargetResult> targets = new java.util.ArrayList<>();
        for (JsonNode target : tree.path("targets")) {
            int code = number(target, "exitCode");
            targets.add(new TargetResult(
                    text(target, "name"),
                    Arrays.stream(ExitCode.values())
                            .filter(known -> known.code() == code)
                            .findFirst()
                            .orElseThrow(() -> new Damaged("exitCode " + code + " is none")),
                    optional(target, "stopped"),
                    optional(target, "postgresql"),
                    optional(target, "version"),
                    new TargetResult.Counts(
                            number(target, "passed"), number(target, "failed"), number(target, "skipped")),
                    strings(target, "broken"),
                    optional(target, "sha256"),
                    number(target, "durationMs")));
        }
        return targets;
    }

    private static String text(JsonNode node, String key) throws Damaged {
        return optional(node, key).orElseThrow(() -> new Damaged(key + " is missing"));
    }

    private static Optional<String> optional(JsonNode node, String key) {
        return Optional.of(node.path(key)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static int number(JsonNode node, String key) throws Damaged {
        if (!node.path(key).canConvertToInt() || !node.path(key).isIntegralNumber()) {
            throw new Damaged(key + " is no number");
        }
        return node.path(key).asInt();
    }

    private static List<String> strings(JsonNode node, String key) {
        return StreamSupport.stream(node.path(key).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
