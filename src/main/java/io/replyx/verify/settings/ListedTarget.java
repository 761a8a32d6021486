package io.replyx.verify.settings;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database of a fleet as a file lists it.
 *
 * @param name what reports call it
 * @param variable the variable that holds its URL
 */
public record ListedTarget(String name, String variable) {
    /** It becomes a folder's name, on file systems that tell apart capitals and on others. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Folders of a single run's reports, with which those of a target must not be mixed up. */
    private static final Set<String> TAKEN = Set.of("allure", "allure-results", "junit");

    /** Whether a folder of reports can be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !TAKEN.contains(text.toLowerCase(Locale.ROOT));
    }

    /** An entry of the file as it stands there; either part may be left out by mistake. */
    record Raw(@Nullable String name, @Nullable String variable) {}
}
