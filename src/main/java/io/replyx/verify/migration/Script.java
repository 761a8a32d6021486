package io.replyx.verify.migration;

import io.replyx.verify.migration.sql.SqlLexer;
import java.nio.file.Path;

/**
 * A SQL script of the subject.
 *
 * @param path where it stands
 * @param text what it says, without a byte order mark
 * @param header what it declares about itself
 * @param transactional whether it runs in one transaction; {@code false} when the {@code .conf} beside it says
 *     {@code executeInTransaction=false}
 */
public record Script(Path path, String text, ScriptHeader header, boolean transactional) {

    /** Whether it does what another does: it says the same, and runs in the same way. */
    public boolean runsLike(Script other) {
        return text.equals(other.text) && transactional == other.transactional;
    }

    /** Whether a statement of it, or a text in one, names something; comments do not count. */
    public boolean mentions(String name) {
        return SqlLexer.read(text).tokens().stream()
                .anyMatch(token ->
                        token.names(name) || (token.isString() && token.text().contains(name)));
    }

    /** The file's name. */
    public String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
