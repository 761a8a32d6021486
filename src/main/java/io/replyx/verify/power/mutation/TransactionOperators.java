package io.replyx.verify.power.mutation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Scripts that end, open or give up the transaction that they run in. */
final class TransactionOperators {
    private TransactionOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                Shapes.versions(
                        "commit-in-the-middle",
                        "A script commits half-way, so that a failure leaves half of it.",
                        scripts -> inTheMiddle(scripts, "COMMIT")),
                Shapes.versions(
                        "rollback-in-the-middle",
                        "A script rolls back half-way, so that half of it is missing.",
                        scripts -> inTheMiddle(scripts, "ROLLBACK")),
                Shapes.versions(
                        "begin-without-commit",
                        "A script begins a transaction of its own and never commits it.",
                        scripts -> Arrays.stream(Shapes.BOTH)
                                .flatMap(side -> scripts
                                        .prepended(side, "BEGIN", word(side) + " begins with BEGIN", scripts.object())
                                        .stream())),
                Shapes.versions(
                        "transaction-switched-off",
                        "A script that could run in one transaction runs outside of any.",
                        scripts -> switched(scripts, true)),
                Shapes.versions(
                        "transaction-switched-on",
                        "A script that cannot run in a transaction is run in one.",
                        scripts -> switched(scripts, false)),
                Shapes.versions(
                        "search-path-set",
                        "A script changes the settings of its session, for whatever runs after it.",
                        scripts -> Arrays.stream(Shapes.BOTH)
                                .flatMap(side -> scripts
                                        .prepended(
                                                side,
                                                "SET search_path = pg_catalog",
                                                word(side) + " sets the search path",
                                                scripts.object())
                                        .stream())));
    }

    private static String word(Side side) {
        return side == Side.APPLY ? "the version" : "the undo";
    }

    private static Stream<Mutation> inTheMiddle(VersionScripts scripts, String command) {
        return Arrays.stream(Shapes.BOTH)
                .flatMap(side -> scripts.cut(side).filter(cut -> !cut.outer().isEmpty()).stream()
                        .map(cut -> scripts.with(
                                side,
                                cut.after(cut.outer().get((cut.outer().size() - 1) / 2), command),
                                word(side) + " has a " + command + " in its middle",
                                scripts.object())));
    }

    private static Stream<Mutation> switched(VersionScripts scripts, boolean off) {
        return Arrays.stream(Shapes.BOTH)
                .filter(side -> side.script(scripts.migration()).isPresent() && scripts.transactional(side) == off)
                .map(side -> Mutation.of(
                        scripts.version(),
                        scripts.file(side) + ".conf",
                        off ? Optional.of("executeInTransaction=false\n") : Optional.empty(),
                        word(side) + (off ? " runs outside of a transaction" : " runs in a transaction"),
                        scripts.object()));
    }
}
