package io.replyx.verify.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.replyx.verify.evidence.health.LockWait;
import io.replyx.verify.evidence.health.SlowStatement;
import io.replyx.verify.evidence.health.WorkProgress;
import io.replyx.verify.operation.monitor.Growth;
import io.replyx.verify.operation.monitor.Part;
import io.replyx.verify.operation.monitor.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** How a database fares, for machines; what could not be read is under {@code notKnown} with its reason. */
final class MonitorJson {
    private static final JsonMapper JSON = new JsonMapper();

    private MonitorJson() {}

    static String of(Reading reading) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(reading));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers is no JSON", impossible);
        }
    }

    /** The same in one line. */
    static String line(Reading reading) {
        return tree(reading).toString();
    }

    private static ObjectNode tree(Reading reading) {
        ObjectNode tree = JSON.createObjectNode();
        ObjectNode unknown = JSON.createObjectNode();
        tree.put("at", reading.at().toString());
        tree.put("database", reading.database());
        tree.put("bytes", reading.bytes());
        reading.tables()
                .forEach(table -> tree.withArray("tables")
                        .addObject()
                        .put("name", table.name())
                        .put("rows", table.rows())
                        .put("dataBytes", table.data())
                        .put("indexBytes", table.indexes())
                        .put("estimated", table.estimated()));
        one(tree, unknown, "growth", reading.growth(), MonitorJson::growth);
        one(
                tree,
                unknown,
                "disk",
                reading.disk(),
                (node, disk) -> node.put("path", disk.path().toString())
                        .put("totalBytes", disk.total())
                        .put("freeBytes", disk.free()));
        many(
                tree,
                unknown,
                "indexes",
                reading.indexes(),
                (node, index) -> node.put("name", index.name())
                        .put("table", index.table())
                        .put("method", index.method())
                        .put("scans", index.scans())
                        .put("entries", index.entries())
                        .put("bytes", index.bytes())
                        .put("valid", index.valid())
                        .put("unique", index.unique()));
        tree.put(
                "statisticsSince",
                reading.statisticsSince().map(Instant::toString).orElse(null));
        many(tree, unknown, "slowStatements", reading.slow(), MonitorJson::slow);
        many(
                tree,
                unknown,
                "transactions",
                reading.transactions(),
                (node, open) -> node.put("holder", open.holder())
                        .put("role", open.role())
                        .put("state", open.state())
                        .put("ageMs", open.age().toMillis()));
        tree.put("othersVisible", reading.othersVisible());
        many(tree, unknown, "lockWaits", reading.waits(), MonitorJson::wait);
        many(tree, unknown, "indexBuilds", reading.builds(), MonitorJson::build);
        many(
                tree,
                unknown,
                "bloat",
                reading.bloat(),
                (node, bloat) -> node.put("kind", bloat.kind())
                        .put("name", bloat.name())
                        .put("bytes", bloat.bytes())
                        .put("percent", bloat.percent()));
        one(
                tree,
                unknown,
                "migrations",
                reading.status(),
                (node, status) -> node.put(
                                "version",
                                status.current().map(Object::toString).orElse(null))
                        .put(
                                "head",
                                status.head()
                                        .map(head -> head.version().toString())
                                        .orElse(null))
                        .put("pending", status.pending().size()));
        ArrayNode exceeded = tree.putArray("exceeded");
        reading.exceeded()
                .forEach(each -> exceeded.addObject()
                        .put("threshold", each.threshold())
                        .put("object", each.object())
                        .put("have", each.have())
                        .put("want", each.want()));
        tree.set("notKnown", unknown);
        return tree;
    }

    private static void growth(ObjectNode node, Growth growth) {
        node.put("since", growth.since().toString());
        node.put("bytes", growth.bytes());
        node.put("bytesPerDay", Math.round(growth.daily()));
        ObjectNode tables = node.putObject("tables");
        growth.tables().forEach(tables::put);
    }

    private static void slow(ObjectNode node, SlowStatement statement) {
        node.put("id", statement.id());
        node.put("text", statement.text().orElse(null));
        node.put("calls", statement.calls());
        node.put("meanMs", statement.mean());
        node.put("totalMs", statement.total());
    }

    private static void wait(ObjectNode node, LockWait wait) {
        node.put("pid", wait.pid());
        node.put("depth", wait.depth());
        node.put("role", wait.role());
        node.put("application", wait.application());
        node.put("state", wait.state());
        node.put("wants", wait.wants());
        node.put("waitedMs", wait.waited().map(Duration::toMillis).orElse(null));
        node.put("transactionMs", wait.transaction().map(Duration::toMillis).orElse(null));
        ArrayNode blockers = node.putArray("blockers");
        wait.blockers().forEach(blockers::add);
    }

    private static void build(ObjectNode node, WorkProgress build) {
        node.put("pid", build.pid());
        node.put("command", build.command());
        node.put("object", build.object());
        node.put("phase", build.phase());
        if (build.percent().isPresent()) {
            node.put("percent", build.percent().getAsDouble());
        }
    }

    private static <T> void one(
            ObjectNode tree, ObjectNode unknown, String name, Part<T> part, BiConsumer<ObjectNode, T> write) {
        part.value()
                .ifPresentOrElse(
                        value -> write.accept(tree.putObject(name), value), () -> unknown.put(name, part.reason()));
    }

    private static <T> void many(
            ObjectNode tree, ObjectNode unknown, String name, Part<List<T>> part, BiConsumer<ObjectNode, T> write) {
        part.value()
                .ifPresentOrElse(
                        values -> {
                            ArrayNode array = tree.putArray(name);
                            values.forEach(value -> write.accept(array.addObject(), value));
                        },
                        () -> unknown.put(name, part.reason()));
    }
}
