package io.replyx.verify.jupiter;

import io.replyx.verify.settings.ExpectedFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the checks of a run came to, each told once. */
final class Outcomes {
    private final Consumer<String> progress;
    private final List<Outcome> all = new ArrayList<>();
    private final Set<String> recorded = new HashSet<>();
    private final Set<String> leftOut = new HashSet<>();
    private @Nullable ExpectedFailure lost;

    /** @param progress is told of every rule that is broken */
    Outcomes(Consumer<String> progress) {
        this.progress = progress;
    }

    boolean has(String check) {
        return recorded.contains(check);
    }

    void add(String check, Outcome outcome) {
        recorded.add(check);
        all.add(outcome);
        if (outcome.status() == Status.FAILED) {
            progress.accept(outcome.rule() + " is broken"
                    + outcome.version().map(version -> " at version " + version).orElse(""));
        }
    }

    List<Outcome> all() {
        return List.copyOf(all);
    }

    /** Note why the database was lost; what comes after the first loss follows from it. */
    void lose(ExpectedFailure failure) {
        if (lost == null) {
            lost = failure;
        }
    }

    Optional<ExpectedFailure> lost() {
        return Optional.ofNullable(lost);
    }

    /** Note that nothing is said of a rule. */
    void leaveOut(String rule) {
        leftOut.add(rule);
    }

    Set<String> leftOut() {
        return Set.copyOf(leftOut);
    }
}
