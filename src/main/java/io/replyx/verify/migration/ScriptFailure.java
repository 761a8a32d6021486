package io.replyx.verify.migration;

import java.util.Optional;

/**
 * Why a script did not run through.
 *
 * @param script name of the script
 * @param line line on which the failing statement begins, where it is known
 * @param sqlState the server's five-character code, where the server refused
 * @param message what the server or Flyway said
 */
public record ScriptFailure(String script, Optional<Integer> line, Optional<String> sqlState, String message) {

    /** The failure in one sentence. */
    public String describe() {
        return script + line.map(l -> " line " + l).orElse("") + ": " + message
                + sqlState.map(s -> " (SQLSTATE " + s + ")").orElse("");
    }
}
