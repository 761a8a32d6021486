package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import java.util.Optional;

/**
 * What a script must not do, found in its text.
 *
 * @param line line of the script on which it stands, counted from 1
 * @param message what stands there, why it must not, and what to do instead
 */
public record ForbiddenStatement(int line, String message) {

    /** The refusal to run the script, in the form of a failure at that line. */
    public ScriptFailure refusal(Script script) {
        return new ScriptFailure(
                script.name(), Optional.of(line), Optional.empty(), Optional.empty(), "not run: " + message);
    }
}
