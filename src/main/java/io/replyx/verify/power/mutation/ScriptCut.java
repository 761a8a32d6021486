package io.replyx.verify.power.mutation;

import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script cut into its statements, to be put together again with one of them changed. */
final class ScriptCut {
    private static final Pattern BLOCK = Pattern.compile("(?is)do\\s+(\\$\\w*\\$)(.*)\\1.*");
    private static final Pattern INNER =
            Pattern.compile("(?im)^[ \\t]+((?:alter|drop|create|comment|grant|revoke|insert|update|delete)\\b[^;]*);");

    private final String script;
    private final List<Piece> outer = new ArrayList<>();
    private final List<Piece> inner = new ArrayList<>();

    ScriptCut(String script) {
        this.script = script;
        for (SqlStatement statement : SqlSplitter.split(script)) {
            int from = script.indexOf(statement.text(), startOfLine(statement.line()));
            Piece piece = new Piece(from, from + statement.text().length(), statement.text());
            outer.add(piece);
            cutBlock(piece);
        }
    }

    /** A statement and where it stands, without its semicolon. */
    record Piece(int from, int to, String text) {}

    private void cutBlock(Piece piece) {
        Matcher block = BLOCK.matcher(piece.text());
        if (block.matches()) {
            Matcher statement = INNER.matcher(block.group(2));
            int at = piece.from() + block.start(2);
            while (statement.find()) {
                inner.add(new Piece(at + statement.start(1), at + statement.end(1), statement.group(1)));
            }
        }
    }

    private int startOfLine(int line) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = script.indexOf('\n', at) + 1;
        }
        return at;
    }

    String script() {
        return script;
    }

    /** The statements of the script itself. */
    List<Piece> outer() {
        return outer;
    }

    /** The statements of the script itself, and those within its anonymous blocks. */
    List<Piece> all() {
        List<Piece> all = new ArrayList<>(outer);
        all.addAll(inner);
        return all;
    }

    String with(Piece piece, String text) {
        return script.substring(0, piece.from()) + text + script.substring(piece.to());
    }

    String without(Piece piece) {
        return script.substring(0, piece.from()) + script.substring(afterSemicolon(piece));
    }

    String before(Piece piece, String statement) {
        return script.substring(0, piece.from()) + statement + ";\n" + script.substring(piece.from());
    }

    String after(Piece piece, String statement) {
        return script.substring(0, piece.to()) + ";\n" + statement + ";\n" + script.substring(afterSemicolon(piece));
    }

    String swapped(Piece first, Piece second) {
        return script.substring(0, first.from())
                + second.text()
                + script.substring(first.to(), second.from())
                + first.text()
                + script.substring(second.to());
    }

    String upTo(Piece piece) {
        return script.substring(0, piece.to()) + ";\n";
    }

    String appended(String statement) {
        return outer.isEmpty() ? script + "\n" + statement + ";\n" : after(outer.get(outer.size() - 1), statement);
    }

    String prepended(String statement) {
        return outer.isEmpty() ? script + "\n" + statement + ";\n" : before(outer.get(0), statement);
    }

    private int afterSemicolon(Piece piece) {
        int semicolon = script.indexOf(';', piece.to());
        boolean onlyBlanks =
                semicolon >= 0 && script.substring(piece.to(), semicolon).isBlank();
        return onlyBlanks ? semicolon + 1 : piece.to();
    }
}
