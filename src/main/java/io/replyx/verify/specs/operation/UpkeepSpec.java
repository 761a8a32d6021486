package io.replyx.verify.specs.operation;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.IndexFindings;
import io.replyx.verify.catalog.Schema;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.health.IndexHealth;
import io.replyx.verify.evidence.health.SequenceUse;
import io.replyx.verify.evidence.health.TableStatistics;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.NotByLikeness;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(92)
@DisplayName("The upkeep of the database")
class UpkeepSpec {
    private static final int SHOWN = 5;

    @Test
    @NotByLikeness("verified in production: sequences stand at their beginning here")
    @Rule("OPS-004")
    void no_sequence_is_near_its_end(Subject subject, Observed observed, Check check) {
        int most = HealthSpec.thresholds(subject).sequenceUsed();
        List<SequenceUse> sequences = observed.database().read(SequenceUse::read);
        if (sequences.isEmpty()) {
            throw Check.notVerified("the database has no sequence that ends");
        }
        List<SequenceUse> hidden =
                sequences.stream().filter(sequence -> !sequence.visible()).toList();
        check.each(
                sequences.stream().filter(SequenceUse::visible).toList(),
                sequence -> "sequence " + sequence.name(),
                sequence -> {
                    if (sequence.percent() > most) {
                        check.found(nearItsEnd(sequence, most));
                    }
                });
        if (!hidden.isEmpty()) {
            throw Check.notVerified("the role may not see where " + hidden.size() + " of " + sequences.size()
                    + " sequences stand: GRANT SELECT ON SEQUENCE "
                    + hidden.stream().map(SequenceUse::name).limit(SHOWN).collect(Collectors.joining(", "))
                    + (hidden.size() > SHOWN ? ", …" : ""));
        }
    }

    private static Finding nearItsEnd(SequenceUse sequence, int most) {
        return Finding.broken(
                "sequence " + sequence.name(),
                String.format(
                        Locale.ROOT,
                        "sequence %s%s runs out; then every insert fails\n  have: at %s of %s (%.1f%%)\n  want: %d%% at most",
                        sequence.name(),
                        sequence.feeds().isEmpty() ? "" : ", which feeds column " + sequence.feeds() + ",",
                        sequence.lastValue(),
                        sequence.bound(),
                        sequence.percent(),
                        most));
    }

    @Test
    @Rule("OPS-006")
    void every_table_with_rows_was_analysed(Subject subject, Observed observed, Check check) {
        if (observed.rehearsed()) {
            throw Check.notVerified("verified in production: a rehearsal analyses its tables itself");
        }
        List<String> maintained =
                subject.contract().map(Contract::maintainedTables).orElse(List.of());
        List<TableStatistics> tables = observed.database().read(TableStatistics::read).stream()
                .filter(table -> observed.version().books().stream()
                        .noneMatch(name -> table.name().endsWith("." + name)))
                .toList();
        check.each(tables, table -> "table " + table.name(), table -> {
            if (table.neverAnalysed() && (table.filled() || maintained.contains(table.name()))) {
                check.found(Finding.broken(
                        "table " + table.name(),
                        "table " + table.name() + " was never analysed, so that the planner knows nothing of its "
                                + (table.rows() > 0 ? table.rows() + " rows" : "rows") + "\n  remedy: ANALYZE "
                                + table.name() + ";"));
            }
        });
    }

    @Test
    @Rule("OPS-007")
    void no_index_does_what_another_does(Observed observed, Check check) {
        if (observed.catalog().indexes().isEmpty()) {
            throw Check.notVerified("the database has no index");
        }
        check.examines(observed.catalog().indexes().size());
        List<String> schemas = observed.catalog().objects().stream()
                .filter(Schema.class::isInstance)
                .map(object -> object.name())
                .toList();
        IndexHealth health = observed.database().read(connection -> IndexHealth.read(connection, schemas));
        IndexFindings findings = new IndexFindings(observed.catalog());
        findings.twins().forEach(check::found);
        findings.overlapping(health.duplicates()).ifPresent(check::found);
        if (!observed.rehearsed()) {
            findings.unused(health.unused()).ifPresent(check::found);
        }
    }
}
