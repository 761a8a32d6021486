package io.replyx.verify.operation.maintain;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.evidence.health.ProbeRecall;
import io.replyx.verify.evidence.health.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says how many lists searches should look into, with what that finds as the reason. */
final class ProbesAdvice {
    private static final String PROBES = "ivfflat.probes";
    private static final int MOST_USEFUL = 20;
    private static final long ROWS_WORTH_ADVICE = 1000;
    private static final double GOOD = 0.95;
    /** What less than this is gained by is noise of eight vectors. */
    private static final double GAIN = 0.02;

    private final ReadOnlyDatabase database;
    private final Optional<String> wanted;
    private final Optional<String> have;
    private final List<Advice> advice = new ArrayList<>();

    ProbesAdvice(ReadOnlyDatabase database, Optional<Contract> contract) {
        this.database = database;
        this.wanted = contract.map(each -> each.databaseSettings().get(PROBES));
        this.have =
                Optional.ofNullable(database.read(VectorIndex::databaseSettings).get(PROBES));
    }

    List<Advice> advise(List<VectorIndex> ivfflat) {
        setting();
        ivfflat.stream()
                .filter(VectorIndex::valid)
                .filter(index -> index.rows() >= ROWS_WORTH_ADVICE && index.rows() <= ProbeRecall.MOST_ROWS)
                .forEach(this::recall);
        return advice;
    }

    private void setting() {
        if (have.isEmpty() || (wanted.isPresent() && !wanted.equals(have))) {
            advice.add(new Advice(
                    "database",
                    "ALTER DATABASE … SET " + PROBES + " = " + wanted.orElse("10") + ", after the library is loaded"
                            + " (SELECT '[1]'::vector)",
                    "it is " + have.orElse("not set, so that a search looks into 1 list only")
                            + wanted.map(each -> "; the contract says " + each).orElse("")));
        } else if (number() > MOST_USEFUL) {
            advice.add(new Advice(
                    "database",
                    "set " + PROBES + " to " + MOST_USEFUL + " or less",
                    "it is " + have.get() + ", and each list more makes every search slower"));
        }
    }

    private int number() {
        return have.filter(text -> text.matches("[0-9]{1,5}"))
                .map(Integer::parseInt)
                .orElse(1);
    }

    private void recall(VectorIndex index) {
        List<ProbeRecall> measured = measured(index);
        Optional<ProbeRecall> now =
                measured.stream().filter(each -> each.probes() == number()).findFirst();
        Optional<ProbeRecall> enough =
                measured.stream().filter(each -> each.recall() >= GOOD).findFirst();
        if (now.isEmpty() || now.get().recall() >= GOOD) {
            return;
        }
        boolean helps = enough.isPresent()
                && enough.get().probes() > number()
                && enough.get().recall() - now.get().recall() >= GAIN;
        advice.add(new Advice(
                "index " + index.name(),
                helps
                        ? "search " + enough.get().probes() + " lists (" + PROBES + ")"
                        : "build it anew, or give it lists near √rows",
                "of the 10 nearest rows of 8 vectors its searches find " + words(measured)));
    }

    private List<ProbeRecall> measured(VectorIndex index) {
        TreeSet<Integer> probes = new TreeSet<>(List.of(1, 5, 10, 15, MOST_USEFUL));
        probes.add(number());
        try {
            return database.read(connection -> ProbeRecall.measure(connection, index.name(), List.copyOf(probes)));
        } catch (QueryFailed | ReadTimedOut | NoUsableDatabase notMeasured) {
            // Advice is not worth more than the time that a read may take.
            return List.of();
        }
    }

    private static String words(List<ProbeRecall> measured) {
        return measured.stream()
                .map(each -> String.format(Locale.ROOT, "%.0f%% with %d", each.recall() * 100, each.probes()))
                .collect(Collectors.joining(", ", "", " lists searched"));
    }
}
