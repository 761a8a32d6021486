package io.replyx.verify.evidence.use;

import io.replyx.verify.migration.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

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

    private final String source;
    private final SourceWords words;
    private final Nesting nesting = new Nesting();
    private final List<Edit> handlers = new ArrayList<>();

    private BranchReader(String source) {
        this.source = source;
        this.words = new SourceWords(source);
    }

    static List<String> variants(String source) {
        BranchReader reader = new BranchReader(source);
        while (!reader.words.isAtEnd()) {
            reader.step();
        }
        List<String> variants = new ArrayList<>();
        if (!reader.handlers.isEmpty()) {
            variants.add(reader.with(List.of()));
        }
        reader.nesting.branches().stream().limit(MOST).forEach(branch -> variants.add(reader.with(branch)));
        return variants;
    }

    private String with(List<Edit> branch) {
        List<Edit> edits = new ArrayList<>(handlers);
        edits.addAll(branch);
        return Edit.all(source, edits);
    }

    private void step() {
        switch (words.word()) {
            case "<" -> label();
            case "#" -> words.skip(DIRECTIVE);
            case "declare" -> words.goTo("begin");
            case "begin", "loop", "case", "for", "while", "foreach" -> block();
            case "if", "elsif", "elseif", "else", "when", "exception" -> branch();
            case "end" -> {
                nesting.close();
                words.goPast(';');
            }
            default -> words.goPast(';');
        }
    }

    private void label() {
        words.goPast('>');
        words.skip(1);
    }

    /** A statement that has others in it, which begin behind its head. */
    private void block() {
        nesting.open();
        switch (words.word()) {
            case "case" -> words.goPast("then");
            case "for", "while", "foreach" -> words.goPast("loop");
            default -> words.skip(1);
        }
    }

    private void branch() {
        switch (words.word()) {
            case "if" -> {
                nesting.choose();
                condition();
            }
            case "elsif", "elseif" -> condition();
            case "when" -> handler();
            case "else" -> {
                nesting.leftOver();
                words.skip(1);
            }
            default -> words.skip(1);
        }
    }

    private void condition() {
        List<SqlToken> asked = words.goPast("then");
        if (asked.stream().anyMatch(BranchReader::asksForItsPlace)) {
            nesting.leftOver();
        } else if (!asked.isEmpty()) {
            nesting.forced(asked.get(0).start(), asked.get(asked.size() - 1).end());
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

    /** A handler, or a branch of CASE, which is left as it is. */
    private void handler() {
        List<SqlToken> caught = words.goPast("then");
        if (!caught.isEmpty() && caught.get(0).isWord("others")) {
            handlers.add(new Edit(words.end(), words.end(), TELL));
        }
    }
}
