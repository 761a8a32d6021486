package io.replyx.verify.evidence;

import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The objects that undo scripts declare to leave behind, by kind and name as in {@code extension vector}. */
public final class Kept {
    private final Set<String> objects = new HashSet<>();

    private Kept() {}

    /** What a set of undo scripts declares to keep. */
    public static Kept by(Collection<Script> undos) {
        Kept kept = new Kept();
        for (Script undo : undos) {
            undo.header().all(ScriptHeader.Key.KEEPS).forEach(entry -> kept.objects.add(entry.object()));
        }
        return kept;
    }

    /** The differences without what is kept, and without what hangs on that. */
    public CatalogDiff without(CatalogDiff diff) {
        Set<String> kept = new HashSet<>(objects);
        // Differences stand behind the object that they hang on, so that one pass finds a whole family.
        return diff.without(difference -> {
            boolean isKept = difference.change() == Change.EXTRA
                    && (kept.contains(difference.object().key().toString())
                            || difference
                                    .object()
                                    .within()
                                    .filter(key -> kept.contains(key.toString()))
                                    .isPresent());
            if (isKept) {
                kept.add(difference.object().key().toString());
            }
            return isKept;
        });
    }
}
