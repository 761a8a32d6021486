package io.replyx.verify.specs.search;

import static io.replyx.verify.assertion.VerifyAssertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Contract.Search;
import io.replyx.verify.contract.Contract.VectorColumn;
import io.replyx.verify.evidence.NearestNeighbours;
import io.replyx.verify.evidence.NearestNeighbours.Explained;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(70)
@DisplayName("Vector columns and searches")
class VectorSpec {

    @Test
    @Rule("VEC-001")
    void vector_columns_have_their_declared_dimension(Contract contract, Observed observed, Check check) {
        List<VectorColumn> due = contract.vectorColumns().stream()
                .filter(column -> observed.version().has(column.since()))
                .toList();
        if (due.isEmpty() && !contract.vectorColumns().isEmpty()) {
            throw Check.notVerified("the database is at a version before the first vector column ("
                    + observed.version().source() + ")");
        }
        check.each(due, column -> "column " + column.column(), want -> {
            Optional<Column> have = observed.catalog().columns().stream()
                    .filter(column -> column.name().equals(want.column()))
                    .findFirst();
            if (have.isEmpty()) {
                check.found(Finding.broken("column " + want.column(), "missing: column " + want.column()));
            } else {
                assertThat(have.get()).hasType(want.type() + "(" + want.dimension() + ")");
            }
        });
        observed.catalog().columns().stream()
                .filter(VectorSpec::isVectorWithoutDimension)
                .forEach(column -> check.found(Finding.broken(
                        "column " + column.name(),
                        "column " + column.name() + " declares no dimension, so that it takes vectors of any length and"
                                + " cannot be indexed")));
    }

    private static boolean isVectorWithoutDimension(Column column) {
        return List.of("vector", "halfvec", "sparsevec").contains(column.type().replaceFirst("^[^.( ]+\\.", ""));
    }

    @Test
    @Rule("VEC-002")
    void every_nearest_neighbour_search_uses_its_index_at_production_size(
            Contract contract, Observed observed, Check check) {
        List<Search> due = contract.searches().stream()
                .filter(search -> observed.version().has(search.since()))
                .toList();
        if (due.isEmpty() && !contract.searches().isEmpty()) {
            throw Check.notVerified("the database is at a version before the first search's index ("
                    + observed.version().source() + ")");
        }
        Map<Search, Optional<Explained>> plans = explain(due, observed);
        if (!due.isEmpty()
                && plans.values().stream()
                        .allMatch(plan -> plan.filter(Explained::empty).isPresent())) {
            throw Check.notVerified("the tables that are searched are empty, so that no plan says anything");
        }
        check.each(due, search -> "search " + search.name(), search -> {
            Optional<Explained> explained = plans.getOrDefault(search, Optional.empty());
            if (explained.isEmpty()) {
                check.found(Finding.broken(
                        "search " + search.name(), "missing: column " + search.table() + "." + search.column()));
            } else {
                check.attach(Attachment.text(
                        "Plan: " + search.name(), explained.get().describe()));
                judge(search, explained.get()).ifPresent(check::found);
            }
        });
    }

    private static Map<Search, Optional<Explained>> explain(List<Search> searches, Observed observed) {
        NearestNeighbours neighbours = new NearestNeighbours(observed.database());
        return searches.stream()
                .collect(Collectors.toMap(
                        search -> search,
                        search -> neighbours.explain(new NearestNeighbours.Query(
                                search.table(), search.column(), search.operator(), search.limit()))));
    }

    private static Optional<Finding> judge(Search search, Explained explained) {
        String object = "search " + search.name();
        String index = search.index().substring(search.index().indexOf('.') + 1);
        if (explained.empty()) {
            return Optional.of(Finding.note(
                    object, "table " + search.table() + " is empty, so that no plan says anything of the search"));
        }
        if (explained.plan().scans(index)) {
            return Optional.empty();
        }
        if (explained.tooSmallToTell() && explained.withoutSequentialScan().scans(index)) {
            return Optional.of(Finding.note(
                    object,
                    "the table holds about " + explained.rows()
                            + " rows, of which the planner rightly reads all; index " + search.index()
                            + " can answer the search and will be chosen as the table grows"));
        }
        return Optional.of(Finding.broken(
                object,
                "the search does not use its index at " + explained.rows() + " rows\n  have: "
                        + explained.plan().shape() + " on " + explained.plan().indexes() + "\n  want: a scan of index "
                        + search.index() + "\n  query: " + explained.query()));
    }
}
