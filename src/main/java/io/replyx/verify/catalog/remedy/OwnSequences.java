package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Sequence;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sequences that the defaults of new columns take their numbers from: they must be there before the columns are. */
final class OwnSequences {
    private final Drift drift;

    OwnSequences(Drift drift) {
        this.drift = drift;
    }

    /** A statement that makes columns, between those that make their sequences and hand these to them. */
    String around(Predicate<Column> made, String statement) {
        ColumnText text = new ColumnText(drift.want());
        List<Sequence> sequences = drift.want().columns().stream()
                .filter(made)
                .filter(column -> column.identity().isEmpty())
                .flatMap(column -> text.sequence(column).stream())
                .filter(sequence -> drift.is(Change.MISSING, sequence.key()))
                .toList();
        return sequences.stream().map(OwnSequences::create).collect(Collectors.joining())
                + statement
                + sequences.stream().map(OwnSequences::handOver).collect(Collectors.joining());
    }

    private static String create(Sequence sequence) {
        return "CREATE SEQUENCE " + sequence.name() + " AS " + sequence.type() + Creates.numbers(sequence) + ";\n";
    }

    private static String handOver(Sequence sequence) {
        return "\nALTER SEQUENCE " + sequence.name() + " OWNED BY " + sequence.ownedBy() + ";";
    }
}
