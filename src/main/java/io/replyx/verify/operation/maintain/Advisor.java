package io.replyx.verify.operation.maintain;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.evidence.health.IndexUse;
import io.replyx.verify.evidence.health.TableStatistics;
import io.replyx.verify.evidence.health.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what no maintenance mends by itself. */
final class Advisor {
    private static final long ROWS_WORTH_ADVICE = 1000;

    private final ReadOnlyDatabase database;
    private final Optional<Contract> contract;
    private final List<Advice> advice = new ArrayList<>();

    Advisor(ReadOnlyDatabase database, Optional<Contract> contract) {
        this.database = database;
        this.contract = contract;
    }

    List<Advice> advise(List<VectorIndex> vectors) {
        vectors.stream().filter(VectorIndex::isIvfflat).forEach(this::lists);
        vectors.forEach(this::invalid);
        List<VectorIndex> ivfflat =
                vectors.stream().filter(VectorIndex::isIvfflat).toList();
        if (!ivfflat.isEmpty()) {
            advice.addAll(new ProbesAdvice(database, contract).advise(ivfflat));
        }
        neverUsed();
        neverAnalysed();
        return advice;
    }

    private void lists(VectorIndex index) {
        long near = Math.round(Math.sqrt((double) index.rows()));
        if (index.rows() >= ROWS_WORTH_ADVICE && (index.lists() < near / 2 || index.lists() > near * 2)) {
            advice.add(new Advice(
                    "index " + index.name(),
                    "ALTER INDEX " + index.name() + " SET (lists = " + near + "), then REINDEX INDEX CONCURRENTLY,"
                            + " as a migration",
                    "its lists = " + index.lists() + " are far from √rows: about " + index.rows() + " rows make about "
                            + near));
        } else if (index.rows() < index.lists()) {
            advice.add(new Advice(
                    "index " + index.name(),
                    "build it anew once the rows are in",
                    "it has " + index.lists() + " lists and about " + index.rows() + " rows: lists that are made of"
                            + " fewer rows than there are lists mean little, and later rows are found badly"));
        }
    }

    private void invalid(VectorIndex index) {
        if (!index.valid()) {
            advice.add(new Advice(
                    "index " + index.name(),
                    "./verify maintain --only reindex " + index.name(),
                    "it is INVALID: no query uses it and every write pays for it"));
        }
    }

    private void neverUsed() {
        String since = database.read(IndexUse::since)
                .map(at -> "statistics were reset at " + at)
                .orElse("statistics began");
        database.read(IndexUse::read).stream()
                .filter(index -> index.scans() == 0 && !index.unique() && index.valid())
                .forEach(index -> advice.add(new Advice(
                        "index " + index.name(),
                        "think about dropping it in a migration, unless a replica uses it",
                        "nothing has scanned it since " + since)));
    }

    private void neverAnalysed() {
        database.read(TableStatistics::read).stream()
                .filter(table -> table.neverAnalysed() && table.rows() > 0)
                .forEach(table -> advice.add(new Advice(
                        "table " + table.name(),
                        "./verify maintain --only analyze " + table.name(),
                        "it was never analysed, so that the planner knows nothing of its " + table.rows() + " rows")));
    }
}
