package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Shapes.indexes;
import static io.replyx.verify.power.mutation.Shapes.indexesByTable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Indexes over other columns or rows, of another kind, or built under a stronger lock. */
final class IndexOperators {
    private static final Pattern LISTS = Pattern.compile("(?i)(lists|m|ef_construction)\\s*=\\s*'?(\\d+)'?");

    private IndexOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                indexesByTable("index-column", "An index is over another column.", IndexOperators::otherColumn),
                indexes("index-column-order", "The columns of an index stand in another order.", IndexOperators::order),
                indexes(
                        "index-column-dropped",
                        "An index has a column less.",
                        index -> index.columns().size() > 1
                                ? Optional.of(index.over(index.columns()
                                        .subList(0, index.columns().size() - 1)))
                                : Optional.empty()),
                indexesByTable(
                        "index-column-added",
                        "An index has a column more.",
                        (index, table) -> index.btree()
                                ? surplus(index, table).map(column -> {
                                    List<String> more = new ArrayList<>(index.columns());
                                    more.add(column.name());
                                    return index.over(more);
                                })
                                : Optional.empty()),
                indexesByTable(
                        "index-included-column",
                        "An index carries a column more.",
                        (index, table) -> index.btree() && index.clauses().isEmpty()
                                ? surplus(index, table).map(column -> index.clauses("INCLUDE (" + column.name() + ")"))
                                : Optional.empty()),
                indexes(
                        "index-unique-dropped",
                        "An index is no longer unique.",
                        index -> index.unique() ? Optional.of(index.unique(false)) : Optional.empty()),
                indexes(
                        "index-unique-added",
                        "An index is unique that should not be.",
                        index -> !index.unique() && index.btree() ? Optional.of(index.unique(true)) : Optional.empty()),
                indexes(
                        "index-predicate-added",
                        "An index leaves rows out.",
                        index -> index.hasClause("where")
                                ? Optional.empty()
                                : index.firstColumn()
                                        .map(column ->
                                                index.clauses(index.clauses() + " WHERE " + column + " IS NOT NULL"))),
                indexes(
                        "index-predicate-dropped",
                        "An index has lost its predicate.",
                        index -> index.hasClause("where")
                                ? Optional.of(index.clauses(index.clauses().replaceFirst("(?is)\\bwhere\\b.*", "")))
                                : Optional.empty()),
                indexes(
                        "index-descending",
                        "An index sorts the other way.",
                        index -> index.btree()
                                ? Optional.of(index.withFirst(index.columns().get(0) + " DESC"))
                                : Optional.empty()),
                indexes(
                        "index-nulls-first",
                        "An index sorts nulls to the other end.",
                        index -> index.btree()
                                ? Optional.of(index.withFirst(index.columns().get(0) + " NULLS FIRST"))
                                : Optional.empty()),
                indexes(
                        "index-nulls-not-distinct",
                        "A unique index takes nulls for equal.",
                        index -> index.unique() && index.clauses().isEmpty()
                                ? Optional.of(index.clauses("NULLS NOT DISTINCT"))
                                : Optional.empty()),
                indexesByTable("index-expression", "An index is over an expression.", IndexOperators::expression),
                indexes(
                        "index-method-hash",
                        "An index is of another kind.",
                        index -> index.btree()
                                        && !index.unique()
                                        && index.columns().size() == 1
                                ? Optional.of(index.using("hash"))
                                : Optional.empty()),
                indexes("index-method-vector", "A vector index is of another kind.", IndexOperators::otherVectorMethod),
                indexesByTable("index-operator-class", "An index has another operator class.", IndexOperators::opclass),
                indexes("index-lists", "A vector index has other parameters.", IndexOperators::lists),
                indexes(
                        "index-parameters-dropped",
                        "An index has lost its parameters.",
                        index -> index.hasClause("with")
                                ? Optional.of(
                                        index.clauses(index.clauses().replaceFirst("(?is)\\bwith\\s*\\([^)]*\\)", "")))
                                : Optional.empty()),
                indexes(
                        "index-fill-factor",
                        "An index has parameters that it should not have.",
                        index -> index.btree() && index.clauses().isEmpty()
                                ? Optional.of(index.clauses("WITH (fillfactor = 70)"))
                                : Optional.empty()),
                indexes(
                        "index-name",
                        "An index has another name.",
                        index -> Optional.of(index.named(Names.longer(index.name(), "2")))),
                indexes(
                        "index-locks-writes",
                        "An index is built while nobody can write.",
                        index -> index.concurrently() ? Optional.of(index.concurrently(false)) : Optional.empty()),
                Shapes.statements(
                        "index-dropped-under-lock",
                        "An index is dropped while nobody can read or write.",
                        spot -> spot.text().matches("(?is)drop\\s+index\\s+concurrently\\b.*")
                                ? java.util.stream.Stream.of(spot.becoming(
                                        spot.text().replaceFirst("(?i)concurrently\\s+", ""),
                                        "without CONCURRENTLY: " + Names.excerpt(spot.text())))
                                : java.util.stream.Stream.empty(),
                        Shapes.BOTH),
                Shapes.statements(
                        "index-invalid",
                        "An index is left invalid, as by a build that was interrupted.",
                        spot -> IndexStatement.parse(spot.text()).stream().map(index -> invalid(spot, index)),
                        Side.APPLY));
    }

    private static Optional<ColumnPart> surplus(IndexStatement index, TableSketch table) {
        return table.column(column -> !index.columns().contains(column.name())
                && (column.text()
                        || column.type().startsWith("timestamp")
                        || column.type().equals("integer")));
    }

    private static Optional<IndexStatement> otherColumn(IndexStatement index, TableSketch table) {
        return index.btree() ? surplus(index, table).map(column -> index.withFirst(column.name())) : Optional.empty();
    }

    private static Optional<IndexStatement> order(IndexStatement index) {
        if (index.columns().size() < 2) {
            return Optional.empty();
        }
        List<String> reversed = new ArrayList<>(index.columns());
        Collections.reverse(reversed);
        return Optional.of(index.over(reversed));
    }

    private static Optional<ColumnPart> first(IndexStatement index, TableSketch table) {
        return index.firstColumn().flatMap(table::column);
    }

    private static Optional<IndexStatement> expression(IndexStatement index, TableSketch table) {
        return first(index, table)
                .filter(ColumnPart::text)
                .map(column -> index.withFirst("lower(" + column.name() + ")"));
    }

    private static Optional<IndexStatement> otherVectorMethod(IndexStatement index) {
        if (index.method().equals("ivfflat")) {
            return Optional.of(index.using("hnsw").clauses(""));
        }
        return index.method().equals("hnsw")
                ? Optional.of(index.using("ivfflat").clauses(""))
                : Optional.empty();
    }

    private static Optional<IndexStatement> opclass(IndexStatement index, TableSketch table) {
        String column = index.columns().get(0);
        if (column.contains("vector_cosine_ops")) {
            return Optional.of(index.withFirst(column.replace("vector_cosine_ops", "vector_l2_ops")));
        }
        if (column.contains("vector_l2_ops")) {
            return Optional.of(index.withFirst(column.replace("vector_l2_ops", "vector_ip_ops")));
        }
        return first(index, table)
                .filter(text -> text.text() && index.btree() && column.equals(text.name()))
                .map(text -> index.withFirst(column + " text_pattern_ops"));
    }

    private static Optional<IndexStatement> lists(IndexStatement index) {
        Matcher parameter = LISTS.matcher(index.clauses());
        return parameter.find()
                ? Optional.of(index.clauses(parameter.replaceFirst(
                        parameter.group(1) + " = " + (Integer.parseInt(parameter.group(2)) / 2))))
                : Optional.empty();
    }

    /** Only a superuser may say so of an index, and a script that makes an extension is run by one. */
    private static Mutation invalid(Spot spot, IndexStatement index) {
        return spot.becoming(
                spot.text()
                        + ";\n/* as CREATE EXTENSION, for a superuser */ UPDATE pg_catalog.pg_index SET indisvalid ="
                        + " false WHERE indexrelid = '" + index.qualifiedName() + "'::pg_catalog.regclass",
                index.object() + " is left invalid",
                index.object());
    }
}
