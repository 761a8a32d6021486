package io.replyx.verify.migration.sql;

import io.replyx.verify.migration.sql.SqlSplitter.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that follow a {@code COPY … FROM STDIN}, which are data and no SQL. */
public final class CopyData {
    private static final Pattern END = Pattern.compile("(?m)^\\\\\\.[ \\t\\r]*$");

    private CopyData() {}

    /** Whether lines of data follow a statement. */
    public static boolean follows(Span statement) {
        return copies(statement, "from", "stdin");
    }

    public static boolean runsProgram(Span statement) {
        return copies(statement, "from", "program") || copies(statement, "to", "program");
    }

    /** The script with blanks in place of data, so that every statement keeps its line. */
    public static String blankOut(String script) {
        String text = script;
        Optional<Lines> data = next(text, 0);
        while (data.isPresent()) {
            int from = data.get().start();
            int to = data.get().end();
            text = text.substring(0, from) + text.substring(from, to).replaceAll("[^\\n]", " ") + text.substring(to);
            data = next(text, to);
        }
        return text;
    }

    private record Lines(int start, int end) {}

    private static Optional<Lines> next(String text, int from) {
        Matcher end = END.matcher(text);
        if (!end.find(from)) {
            return Optional.empty();
        }
        return SqlSplitter.spans(SqlLexer.read(text).tokens(), text.length()).stream()
                .filter(statement -> statement.first().start() >= from && follows(statement))
                .findFirst()
                .map(copy -> text.indexOf('\n', copy.end()) + 1)
                .filter(start -> start > 0 && end.find(start))
                .map(start -> new Lines(start, end.end()));
    }

    private static boolean copies(Span statement, String direction, String other) {
        if (!statement.startsWith("copy")) {
            return false;
        }
        List<SqlToken> tokens = statement.tokens();
        int depth = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            depth += tokens.get(i).isSign('(') ? 1 : tokens.get(i).isSign(')') ? -1 : 0;
            if (depth == 0 && tokens.get(i).isWord(direction)) {
                return tokens.get(i + 1).isWord(other);
            }
        }
        return false;
    }
}
