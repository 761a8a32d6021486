package io.replyx.verify.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the planner means to answer a query.
 *
 * @param json what {@code EXPLAIN (FORMAT JSON)} printed
 * @param indexes names of the indexes that it scans, without schema
 * @param cost the total cost, in the planner's units
 * @param milliseconds the time it took, where it was run
 */
public record QueryPlan(String json, List<String> indexes, double cost, Optional<Double> milliseconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public QueryPlan {
        indexes = List.copyOf(indexes);
    }

    /** Read what {@code EXPLAIN (FORMAT JSON)} printed. */
    public static QueryPlan parse(String json) {
        try {
            JsonNode root = JSON.readTree(json).path(0);
            List<String> indexes =
                    root.findValues("Index Name").stream().map(JsonNode::asText).toList();
            JsonNode time = root.path("Execution Time");
            return new QueryPlan(
                    json,
                    new ArrayList<>(indexes),
                    root.path("Plan").path("Total Cost").asDouble(),
                    time.isMissingNode() ? Optional.empty() : Optional.of(time.asDouble()));
        } catch (JsonProcessingException unreadable) {
            throw new MeasurementFailed("cannot read a plan", unreadable);
        }
    }

    /** Whether it scans an index of this unqualified name. */
    public boolean scans(String index) {
        return indexes.contains(index);
    }

    /** The kinds of its nodes from the top, as in {@code Limit > Index Scan}. */
    public String shape() {
        try {
            return String.join(
                    " > ",
                    JSON.readTree(json).findValues("Node Type").stream()
                            .map(JsonNode::asText)
                            .toList());
        } catch (JsonProcessingException unreadable) {
            throw new MeasurementFailed("cannot read a plan", unreadable);
        }
    }
}
