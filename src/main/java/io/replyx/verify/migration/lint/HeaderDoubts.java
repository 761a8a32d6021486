package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds lines of a script's header that look like declarations and that nothing heeds. */
public final class HeaderDoubts {
    private static final Pattern LIKE_A_DECLARATION = Pattern.compile("--\\s*([a-z][a-z_-]*)\\s*:(?:\\s+(.*))?");
    private static final int LONG_WORD = 8;

    private HeaderDoubts() {}

    /**
     * The doubtful lines of a script.
     *
     * @param undo whether it is the script that takes a version back
     */
    public static List<Doubt> of(Script script, boolean undo) {
        List<Doubt> doubts = new ArrayList<>();
        int number = 0;
        for (String line : ScriptHeader.lines(script.text())) {
            number++;
            Matcher matcher = LIKE_A_DECLARATION.matcher(line);
            if (matcher.matches()) {
                int at = number;
                String value = Optional.ofNullable(matcher.group(2)).orElse("").strip();
                doubt(matcher.group(1), value).ifPresent(message -> doubts.add(new Doubt(at, message)));
            }
        }
        script.header().entries().stream()
                .filter(entry -> entry.key().belongsToUndo() != undo)
                .forEach(entry -> doubts.add(new Doubt(entry.line(), misplaced(entry))));
        return doubts;
    }

    private static Optional<String> doubt(String word, String value) {
        boolean known = Arrays.stream(ScriptHeader.Key.values())
                .anyMatch(key -> key.word().equals(word));
        if (known) {
            return value.isEmpty() ? Optional.of("'" + word + ":' says nothing") : Optional.empty();
        }
        return Arrays.stream(ScriptHeader.Key.values())
                .map(ScriptHeader.Key::word)
                .filter(key -> distance(word, key) <= (key.length() < LONG_WORD ? 1 : 2))
                .findFirst()
                .map(key -> "'" + word + ":' is no declaration: '" + key + ":' is");
    }

    private static String misplaced(ScriptHeader.Entry entry) {
        return "'" + entry.key().word() + ":' is heeded only in "
                + (entry.key().belongsToUndo() ? "the undo script" : "the versioned script");
    }

    /** The number of letters to put in, take out or change to make one word of another. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
