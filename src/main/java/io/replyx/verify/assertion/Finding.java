package io.replyx.verify.assertion;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptFailure;
import java.util.Optional;

/**
 * One thing that a rule found: what differs, on which object, at which step.
 *
 * @param severity whether it turns the verdict
 * @param version the version that the step belongs to, where there is one
 * @param direction the direction of the step, where there is one
 * @param object kind and qualified name, as in {@code index public.ix_users_email}
 * @param message what differs, in one line or a few
 * @param script path of the script to look at, where there is one
 * @param line line in that script, counted from 1, where it is known
 */
public record Finding(
        Severity severity,
        Optional<String> version,
        Optional<Direction> direction,
        String object,
        String message,
        Optional<String> script,
        Optional<Integer> line) {

    /** A finding that breaks the rule. */
    public static Finding broken(String object, String message) {
        return new Finding(
                Severity.BROKEN,
                Optional.empty(),
                Optional.empty(),
                object,
                message,
                Optional.empty(),
                Optional.empty());
    }

    /** A finding that is told but never turns the verdict. */
    public static Finding note(String object, String message) {
        return broken(object, message).as(Severity.NOTE);
    }

    /**
     * A finding that breaks the rule because a script failed, on the line where it did.
     *
     * @param prefix what stands before the failure's own words; may be empty
     */
    public static Finding failed(String object, String prefix, ScriptFailure failure) {
        return broken(object, prefix + failure.describe()).onLine(failure.line());
    }

    /** The same finding with another severity. */
    public Finding as(Severity other) {
        return new Finding(other, version, direction, object, message, script, line);
    }

    /** The same finding, placed at a step of the chain and the script that makes the step. */
    public Finding at(String stepVersion, Direction stepDirection, String stepScript) {
        return new Finding(
                severity,
                Optional.of(stepVersion),
                Optional.of(stepDirection),
                object,
                message,
                Optional.of(stepScript),
                line);
    }

    /** The same finding, placed at one way of a version, with the script that goes it. */
    public Finding at(Migration migration, Direction way, MigrationDirectory directory) {
        Script made = way == Direction.UNDO ? migration.undo().orElse(migration.apply()) : migration.apply();
        return at(migration.version().toString(), way, directory.shown(made.path()));
    }

    /** The same finding, on a line of its script. */
    public Finding onLine(Optional<Integer> scriptLine) {
        return new Finding(severity, version, direction, object, message, script, scriptLine);
    }

    /** The same finding, placed in a script. */
    public Finding in(String path, Optional<Integer> scriptLine) {
        return new Finding(severity, version, direction, object, message, Optional.of(path), scriptLine);
    }

    /** Whether it turns the verdict. */
    public boolean isBroken() {
        return severity == Severity.BROKEN;
    }
}
