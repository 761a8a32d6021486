package io.replyx.verify.report;

import io.replyx.verify.assertion.Direction;
import io.replyx.verify.assertion.Finding;
import java.util.Optional;

/** Words for one finding. */
final class FindingText {
    private FindingText() {}

    /** Object and message, the further lines of a message set in below the first. */
    static String of(Finding finding) {
        boolean named = finding.object().isBlank()
                || finding.message().lines().limit(1).anyMatch(line -> line.contains(finding.object()));
        return (named ? "" : finding.object() + ": ")
                + finding.message().strip().replace("\n", "\n  ");
    }

    /** The same with the step that it belongs to. */
    static String placed(Finding finding) {
        return place(finding).map(place -> place + ": ").orElse("") + of(finding);
    }

    /** The step, as in {@code version 2 (undo)}. */
    static Optional<String> place(Finding finding) {
        return finding.version()
                .map(version -> "version " + version
                        + finding.direction()
                                .map(direction -> " (" + word(direction) + ")")
                                .orElse(""));
    }

    /** The script, with the line where it is known. */
    static Optional<String> script(Finding finding) {
        return finding.script()
                .map(path -> path + finding.line().map(line -> ":" + line).orElse(""));
    }

    static String word(Direction direction) {
        return switch (direction) {
            case APPLY -> "apply";
            case UNDO -> "undo";
        };
    }
}
