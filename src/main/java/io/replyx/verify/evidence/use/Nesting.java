package io.replyx.verify.evidence.use;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Keeps the statements that stand around a place in a text, and by which edits each branch is gone into. */
final class Nesting {
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<List<Edit>> branches = new ArrayList<>();

    /** A statement that has statements in it; of IF, how to get to the branch that is being read, and past it. */
    private static final class Frame {
        private final boolean choice;
        private List<Edit> into = List.of();
        private final List<Edit> past = new ArrayList<>();

        Frame(boolean choice) {
            this.choice = choice;
        }
    }

    /** Begin a block, a loop or a CASE. */
    void open() {
        frames.push(new Frame(false));
    }

    /** Begin an IF. */
    void choose() {
        frames.push(new Frame(true));
    }

    void close() {
        frames.poll();
    }

    /** A branch of IF that is gone into by TRUE in place of what it asks for, and past by FALSE. */
    void forced(int from, int to) {
        choice().ifPresent(frame -> {
            branch(frame, List.of(new Edit(from, to, "true")));
            frame.past.add(new Edit(from, to, "false"));
        });
    }

    /** A branch of IF that decides by itself, or one that is left when all others are passed. */
    void leftOver() {
        choice().ifPresent(frame -> branch(frame, List.of()));
    }

    private void branch(Frame frame, List<Edit> taken) {
        List<Edit> into = new ArrayList<>(frame.past);
        into.addAll(taken);
        frame.into = into;
        List<Edit> path = new ArrayList<>();
        frames.forEach(around -> path.addAll(around.into));
        if (!into.isEmpty()) {
            branches.add(path);
        }
    }

    private Optional<Frame> choice() {
        return Optional.ofNullable(frames.peek()).filter(frame -> frame.choice);
    }

    /** The edits that lead into each branch, in the order of the text. */
    List<List<Edit>> branches() {
        return branches;
    }
}
