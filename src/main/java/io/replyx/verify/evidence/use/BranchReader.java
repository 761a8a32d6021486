package io.replyx.verify.evidence.use;

import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the branches of a PL/pgSQL text, and writes for each a variant that goes into it whatever the values are. What
 * handlers of all errors would keep silent about a name that leads nowhere, a variant tells.
 */
final class BranchReader {
    private static final int MOST = 30;
    private static final String TELL =
            " if sqlstate in ('42703', '42P01', '42883', '42704', '3F000') then raise; end if; ";
    /** A sign, an option and its value, which no semicolon ends. */
    private static final int DIRECTIVE = 3;

    private static final Set<String> LOOPS = Set.of("loop", "for", "while", "foreach");

    private final List<SqlToken> tokens;
    private final String source;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final List<Edit> handlers = new ArrayList<>();
    private final List<List<Edit>> branches = new ArrayList<>();
    private int at;

    private BranchReader(String source) {
        this.source = source;
        this.tokens = SqlLexer.read(source).tokens();
    }

    /** Another text in a place of the source. */
    private record Edit(int from, int to, String text) {}

    /** A statement that has statements in it; of IF, how to get to the branch that is being read, and past it. */
    private static final class Frame {
        private final boolean choice;
        private List<Edit> into = List.of();
        private final List<Edit> past = new ArrayList<>();

        Frame(boolean choice) {
            this.choice = choice;
        }
    }

    static List<String> variants(String source) {
        BranchReader reader = new BranchReader(source);
        reader.read();
        List<String> variants = new ArrayList<>();
        if (!reader.handlers.isEmpty()) {
            variants.add(reader.with(List.of()));
        }
        reader.branches.stream().limit(MOST).forEach(branch -> variants.add(reader.with(branch)));
        return variants;
    }

    private String with(List<Edit> branch) {
        List<Edit> edits = new ArrayList<>(handlers);
        edits.addAll(branch);
        edits.sort((one, other) -> Integer.compare(other.from(), one.from()));
        StringBuilder text = new StringBuilder(source);
        edits.forEach(edit -> text.replace(edit.from(), edit.to(), edit.text()));
        return text.toString();
    }

    private void read() {
        while (at < tokens.size()) {
            statement();
        }
    }

    private void statement() {
        String word = word(at);
        switch (word) {
            case "<" -> at = after(">") + 1;
            case "#" -> at += DIRECTIVE;
            case "declare" -> at = past("begin") - 1;
            case "begin" -> open(new Frame(false), at + 1);
            case "if" -> {
                frames.push(new Frame(true));
                condition();
            }
            case "elsif", "elseif" -> condition();
            case "else" -> {
                choice().ifPresent(frame -> branch(frame, List.of()));
                at++;
            }
            case "case" -> open(new Frame(false), past("then"));
            case "when" -> handler();
            case "exception" -> at++;
            case "end" -> {
                frames.poll();
                at = after(";");
            }
            default -> {
                if (LOOPS.contains(word)) {
                    open(new Frame(false), past("loop"));
                } else {
                    at = after(";");
                }
            }
        }
    }

    private void open(Frame frame, int next) {
        frames.push(frame);
        at = next;
    }

    /** One arm of IF: it is gone into by TRUE in place of what it asks for, and past by FALSE. */
    private void condition() {
        int then = past("then");
        int from = at + 1;
        Optional<Frame> frame = choice();
        at = then;
        if (frame.isEmpty() || then - 1 <= from || then > tokens.size()) {
            return;
        }
        int begin = tokens.get(from).start();
        int end = tokens.get(then - 2).end();
        boolean asksForItsPlace = tokens.subList(from, then - 1).stream().anyMatch(BranchReader::asksForItsPlace);
        branch(frame.get(), asksForItsPlace ? List.of() : List.of(new Edit(begin, end, "true")));
        if (!asksForItsPlace) {
            frame.get().past.add(new Edit(begin, end, "false"));
        }
    }

    /** What a trigger is called for, and what the catalog holds, decides which names there are: it is left to decide. */
    private static boolean asksForItsPlace(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD
                && (token.text().startsWith("tg_")
                        || token.text().startsWith("to_reg")
                        || token.text().startsWith("to_json")
                        || token.text().startsWith("pg_")
                        || token.text().equals("information_schema"));
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

    /** A handler, or a branch of CASE, which is left as it is. */
    private void handler() {
        boolean all = word(at + 1).equals("others");
        at = past("then");
        if (all && at <= tokens.size()) {
            int end = tokens.get(at - 1).end();
            handlers.add(new Edit(end, end, TELL));
        }
    }

    /** Behind the next such word that stands in no CASE expression. */
    private int past(String word) {
        int nested = 0;
        for (int i = at + 1; i < tokens.size(); i++) {
            if (nested == 0 && tokens.get(i).isWord(word)) {
                return i + 1;
            }
            nested += tokens.get(i).isWord("case") ? 1 : tokens.get(i).isWord("end") && nested > 0 ? -1 : 0;
        }
        return tokens.size() + 1;
    }

    private int after(String sign) {
        int i = at;
        while (i < tokens.size() && !tokens.get(i).isSign(sign.charAt(0))) {
            i++;
        }
        return i + 1;
    }

    private String word(int index) {
        boolean plain = index < tokens.size()
                && (tokens.get(index).kind() == SqlToken.Kind.WORD
                        || tokens.get(index).kind() == SqlToken.Kind.SIGN);
        return plain ? tokens.get(index).text() : "";
    }
}
