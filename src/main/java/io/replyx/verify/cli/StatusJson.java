package io.replyx.verify.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.SchemaHistory.Row;
import io.replyx.verify.migration.lock.LockHolder;
import io.replyx.verify.operation.DatabaseStatus;
import java.util.List;

/** Where a database stands, for machines; docs/rollback.md is its reference. */
final class StatusJson {
    private static final JsonMapper JSON = new JsonMapper();

    private StatusJson() {}

    static String of(DatabaseStatus status) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(status));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and numbers is no JSON", impossible);
        }
    }

    private static ObjectNode tree(DatabaseStatus status) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("database", status.address());
        tree.put("standby", status.standby());
        tree.put("version", status.current().map(Object::toString).orElse(null));
        tree.put("head", status.head().map(head -> head.version().toString()).orElse(null));
        tree.put("historyTable", status.history().map(SchemaHistory::table).orElse(null));
        tree.put(
                "baseline",
                status.history()
                        .flatMap(SchemaHistory::baseline)
                        .map(Object::toString)
                        .orElse(null));
        ArrayNode pending = tree.putArray("pending");
        status.pending().forEach(migration -> pending.add(migration.version().toString()));
        rows(
                tree.putArray("undone"),
                status.history().map(SchemaHistory::undone).orElse(List.of()));
        rows(
                tree.putArray("failed"),
                status.history().map(SchemaHistory::failed).orElse(List.of()));
        status.alembic().ifPresent(alembic -> {
            ObjectNode node = tree.putObject("alembic");
            ArrayNode revisions = node.putArray("revisions");
            alembic.revisions().forEach(revisions::add);
            node.put(
                    "version",
                    status.counterpart()
                            .map(migration -> migration.version().toString())
                            .orElse(null));
        });
        status.lockHolder().ifPresent(holder -> holder(tree.putObject("lockHolder"), holder));
        ArrayNode left = tree.putArray("leftScratch");
        status.leftScratch().forEach(left::add);
        return tree;
    }

    private static void rows(ArrayNode array, List<Row> rows) {
        for (Row row : rows) {
            ObjectNode node = array.addObject();
            node.put("version", row.version().map(Object::toString).orElse(null));
            node.put("script", row.script());
            node.put("type", row.type());
            node.put("checksum", row.checksum().orElse(null));
            node.put("by", row.installedBy());
            node.put("on", row.installedOn().toString());
        }
    }

    private static void holder(ObjectNode node, LockHolder holder) {
        node.put("pid", holder.pid());
        node.put("preparedTransaction", holder.prepared().orElse(null));
        node.put("role", holder.role().orElse(null));
        node.put("application", holder.application().orElse(null));
        node.put("client", holder.client().orElse(null));
        node.put("state", holder.state().orElse(null));
    }
}
