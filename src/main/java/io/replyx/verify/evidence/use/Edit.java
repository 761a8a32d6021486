package io.replyx.verify.evidence.use;

import java.util.ArrayList;
import java.util.List;

/** Another text in a place of a source. */
record Edit(int from, int to, String text) {

    /** A source after edits, which do not overlap; from its end on, so that places before it stay where they are. */
    static String all(String source, List<Edit> edits) {
        List<Edit> backwards = new ArrayList<>(edits);
        backwards.sort((one, other) -> Integer.compare(other.from(), one.from()));
        StringBuilder text = new StringBuilder(source);
        backwards.forEach(edit -> text.replace(edit.from(), edit.to(), edit.text()));
        return text.toString();
    }
}
