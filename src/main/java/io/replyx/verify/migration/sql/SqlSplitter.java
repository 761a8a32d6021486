package io.replyx.verify.migration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Splits a script into its statements where the server would: not inside quotes, dollar quotes, comments, parentheses or
 * the {@code BEGIN ATOMIC … END} body of a function.
 */
public final class SqlSplitter {
    private final List<Span> spans = new ArrayList<>();
    private List<SqlToken> tokens = new ArrayList<>();
    private int depth;
    private int atomic;

    private SqlSplitter() {}

    /**
     * A statement in its script.
     *
     * @param tokens what it consists of, without its semicolon
     * @param end where its semicolon stands, or the script ends
     */
    public record Span(List<SqlToken> tokens, int end) {
        public int line() {
            return tokens.get(0).line();
        }

        public SqlToken first() {
            return tokens.get(0);
        }

        /** Whether it begins with these words, given in lower case. */
        public boolean startsWith(String words) {
            String[] wanted = words.split(" ", -1);
            return wanted.length <= tokens.size()
                    && IntStream.range(0, wanted.length)
                            .allMatch(i -> tokens.get(i).isWord(wanted[i]));
        }

        /** Whether one of its words, outside quotes, is this one. */
        public boolean has(String word) {
            return tokens.stream().anyMatch(token -> token.isWord(word));
        }
    }

    /** The statements of a script in order; comments between them belong to none. */
    public static List<SqlStatement> split(String sql) {
        return spans(SqlLexer.read(sql).tokens(), sql.length()).stream()
                .map(span -> new SqlStatement(
                        sql.substring(span.first().start(), span.end()).strip(), span.line()))
                .toList();
    }

    public static List<Span> spans(List<SqlToken> tokens, int length) {
        SqlSplitter splitter = new SqlSplitter();
        tokens.forEach(splitter::token);
        splitter.end(length);
        return splitter.spans;
    }

    private void token(SqlToken token) {
        if (token.isSign(';') && depth == 0 && atomic == 0) {
            end(token.start());
            return;
        }
        if (token.isSign('(')) {
            depth++;
        } else if (token.isSign(')')) {
            depth = Math.max(0, depth - 1);
        } else if (token.isWord("atomic") && followsBegin() && createsRoutine()) {
            atomic = 1;
        } else if (atomic > 0 && token.isWord("case")) {
            atomic++;
        } else if (atomic > 0 && token.isWord("end")) {
            atomic--;
        }
        tokens.add(token);
    }

    private boolean followsBegin() {
        return !tokens.isEmpty() && tokens.get(tokens.size() - 1).isWord("begin");
    }

    private boolean createsRoutine() {
        Span begun = new Span(tokens, 0);
        return Stream.of("function", "procedure")
                .anyMatch(kind -> begun.startsWith("create " + kind) || begun.startsWith("create or replace " + kind));
    }

    private void end(int at) {
        if (!tokens.isEmpty()) {
            spans.add(new Span(tokens, at));
        }
        tokens = new ArrayList<>();
        depth = 0;
        atomic = 0;
    }
}
