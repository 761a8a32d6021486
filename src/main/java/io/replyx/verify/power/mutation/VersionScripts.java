package io.replyx.verify.power.mutation;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;

/**
 * The scripts of one version, and the tables that the chain has made by then.
 *
 * @param before the tables that there are before the version
 * @param made the tables that the version makes
 */
record VersionScripts(Migration migration, List<TableSketch> before, List<TableSketch> made) {

    Version version() {
        return migration.version();
    }

    String object() {
        return "version " + version();
    }

    Optional<ScriptCut> cut(Side side) {
        return side.script(migration).map(script -> new ScriptCut(script.text()));
    }

    String file(Side side) {
        return side.folder() + "/" + side.script(migration).map(Script::name).orElse("");
    }

    boolean transactional(Side side) {
        return side.script(migration).filter(Script::transactional).isPresent();
    }

    /** The same version with another text in one of its scripts. */
    Mutation with(Side side, String text, String change, String object) {
        return Mutation.of(version(), file(side), Optional.of(text), change, object);
    }

    /** The same version with statements more at the end of a script. */
    Optional<Mutation> appended(Side side, String sql, String change, String object) {
        return cut(side).map(cut -> with(side, cut.appended(sql), change, object));
    }

    /** The same version with statements more at the beginning of a script. */
    Optional<Mutation> prepended(Side side, String sql, String change, String object) {
        return cut(side).map(cut -> with(side, cut.prepended(sql), change, object));
    }
}
