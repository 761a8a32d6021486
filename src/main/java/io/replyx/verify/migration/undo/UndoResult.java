package io.replyx.verify.migration.undo;

import io.replyx.verify.migration.ScriptFailure;
import io.replyx.verify.migration.lock.Blocker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an undo ended. */
public sealed interface UndoResult {

    /** The result in words: what happened, what the database is like now, what to do. */
    String describe();

    /** Why the script did not run through, where it did not. */
    default Optional<ScriptFailure> failure() {
        return Optional.empty();
    }

    /**
     * The version is taken back, and the history says so.
     *
     * @param notes what was healed, skipped or found out on the way
     * @param took how long the script ran
     */
    record Undone(List<String> notes, Duration took) implements UndoResult {
        public Undone {
            notes = List.copyOf(notes);
        }

        @Override
        public String describe() {
            return notes.isEmpty() ? "undone" : "undone. " + String.join(" ", notes);
        }
    }

    /**
     * The script failed, and the database is as it was before.
     *
     * @param reason why it failed
     */
    record FailedAndBack(ScriptFailure reason) implements UndoResult {
        @Override
        public Optional<ScriptFailure> failure() {
            return Optional.of(reason);
        }

        @Override
        public String describe() {
            return reason.describe() + ". The database is as it was before.";
        }
    }

    /**
     * The script ran through, but the proof found something wrong; the history says nothing of the undo.
     *
     * @param script the undo script
     * @param reason what the proof found
     * @param back whether the database is as it was before; it is not when the script runs outside a transaction
     */
    record Refuted(String script, String reason, boolean back) implements UndoResult {
        @Override
        public Optional<ScriptFailure> failure() {
            return Optional.of(ScriptFailure.of(script, reason));
        }

        @Override
        public String describe() {
            return script + " ran through, but did not take everything back: " + reason
                    + (back
                            ? ". The database is as it was before."
                            : ". Its statements are done and cannot be taken back together: correct the script and run"
                                    + " the same command again, which completes it.");
        }
    }

    /**
     * A script that runs outside a transaction stopped at one of its statements; those before it are done.
     *
     * @param reason why it stopped
     * @param statement the statement at which it stopped, counted from 1
     * @param statements how many the script has
     * @param notes what was healed or skipped on the way
     * @param blockers who stood in the way, where the statement waited in vain
     */
    record PartWay(ScriptFailure reason, int statement, int statements, List<String> notes, List<Blocker> blockers)
            implements UndoResult {
        public PartWay {
            notes = List.copyOf(notes);
            blockers = List.copyOf(blockers);
        }

        @Override
        public Optional<ScriptFailure> failure() {
            return Optional.of(reason);
        }

        @Override
        public String describe() {
            return "stopped at statement " + statement + " of " + statements + ": " + reason.describe() + "."
                    + lines(blockers)
                    + " The statements before it are done. Run the same command again, which goes on from there.";
        }
    }

    /**
     * Others held on to what the undo needs until its patience ended; the database is as it was before.
     *
     * @param reason where it waited
     * @param attempts how often it tried
     * @param blockers who stood in the way, as far as could be seen
     */
    record Locked(ScriptFailure reason, int attempts, List<Blocker> blockers) implements UndoResult {
        public Locked {
            blockers = List.copyOf(blockers);
        }

        @Override
        public Optional<ScriptFailure> failure() {
            return Optional.of(reason);
        }

        @Override
        public String describe() {
            return reason.describe() + ", after " + attempts + (attempts == 1 ? " try." : " tries.") + lines(blockers)
                    + " The database is as it was before. Run the same command again when the way is free.";
        }
    }

    /**
     * The connection was lost while the undo committed, and the server could not be asked for the outcome.
     *
     * @param script the undo script
     * @param reason why it could not be asked
     */
    record InDoubt(String script, String reason) implements UndoResult {
        @Override
        public Optional<ScriptFailure> failure() {
            return Optional.of(ScriptFailure.of(script, reason));
        }

        @Override
        public String describe() {
            return script + " ran through, but the connection was lost while it was committed: " + reason
                    + ". It is wholly done or not at all. Run the same command again once the server answers:"
                    + " it reads the history, which knows.";
        }
    }

    private static String lines(List<Blocker> blockers) {
        return blockers.stream()
                .map(blocker -> " In the way: " + blocker.describe() + ".")
                .collect(Collectors.joining());
    }
}
