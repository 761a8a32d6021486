package io.replyx.verify.jupiter;

import java.lang.reflect.Method;
import java.util.Locale;

/** Makes a rule's title of its specification's name. */
public final class RuleTitle {
    private RuleTitle() {}

    /** The name as a sentence: {@code undo_restores_the_catalog} is "Undo restores the catalog". */
    public static String of(Method specification) {
        String words = specification.getName().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
