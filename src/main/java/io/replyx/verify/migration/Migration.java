package io.replyx.verify.migration;

import java.util.Optional;

/**
 * A versioned migration with the undo that belongs to it.
 *
 * @param version its place in the chain
 * @param description the words in its file name
 * @param apply the script that makes the step
 * @param undo the script that takes the step back, where there is one
 */
public record Migration(Version version, String description, Script apply, Optional<Script> undo) {

    /** The Alembic revision that it is the counterpart of, where it names one. */
    public Optional<String> revision() {
        return apply.header().all(ScriptHeader.Key.ALEMBIC_REVISION).stream()
                .map(ScriptHeader.Entry::object)
                .findFirst();
    }

    /** What to do instead of taking it back, where it declares that this is impossible. */
    public Optional<String> irreversible() {
        return apply.header().all(ScriptHeader.Key.IRREVERSIBLE).stream()
                .map(ScriptHeader.Entry::text)
                .findFirst();
    }
}
