package io.replyx.verify.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script declares about itself in the {@code -- key: value} lines of its first comment block.
 *
 * @param entries the declarations in the order in which they stand
 */
public record ScriptHeader(List<Entry> entries) {
    private static final Pattern DECLARATION = Pattern.compile("--\\s*([a-z][a-z-]*):\\s+(\\S.*?)\\s*");

    /**
     * One declaration.
     *
     * @param key one of {@link Key}'s words
     * @param object what it is about, without the reason
     * @param reason the text in parentheses behind it, empty when there is none
     * @param line line of the script, counted from 1
     */
    public record Entry(Key key, String object, String reason, int line) {

        /** Whether it is about an object, given by kind and name as in {@code table public.users}; the kind may be left out. */
        public boolean isAbout(String kindAndName) {
            return kindAndName.equals(object)
                    || kindAndName.substring(kindAndName.indexOf(' ') + 1).equals(object);
        }

        /** What it says behind the colon, reason included. */
        public String text() {
            return reason.isEmpty() ? object : object + " (" + reason + ")";
        }
    }

    /** What can be declared. */
    public enum Key {
        /** The revision of the Alembic chain that a version is the counterpart of. */
        ALEMBIC_REVISION,
        /** An object that an undo leaves behind on purpose. */
        KEEPS,
        /** Data that an undo loses on purpose, and why. */
        LOSSY,
        /** A table or column that a version drops on purpose, with what is in it. */
        DROPS,
        /** A table, column or sequence whose values a version changes on purpose. */
        CHANGES,
        /** That a version cannot be taken back, and what to do instead. */
        IRREVERSIBLE;

        /** The word as it stands in a script. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it is said in the script that takes a version back, not in the one that applies it. */
        public boolean belongsToUndo() {
            return this == KEEPS || this == LOSSY;
        }

        private static Optional<Key> of(String word) {
            for (Key key : values()) {
                if (key.word().equals(word)) {
                    return Optional.of(key);
                }
            }
            return Optional.empty();
        }
    }

    public ScriptHeader {
        entries = List.copyOf(entries);
    }

    /** Read the first comment block of a script; prose in it is passed over. */
    public static ScriptHeader parse(String script) {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : lines(script)) {
            number++;
            entry(line, number).ifPresent(entries::add);
        }
        return new ScriptHeader(entries);
    }

    /** The lines of the first comment block, without blanks around them. */
    public static List<String> lines(String script) {
        return script.lines()
                .map(String::strip)
                .takeWhile(line -> line.isEmpty() || line.startsWith("--"))
                .toList();
    }

    private static Optional<Entry> entry(String line, int number) {
        Matcher declaration = DECLARATION.matcher(line);
        if (!declaration.matches()) {
            return Optional.empty();
        }
        String value = declaration.group(2);
        int reasonAt = value.endsWith(")") ? value.indexOf(" (") : -1;
        String object = reasonAt < 0 ? value : value.substring(0, reasonAt).strip();
        String reason = reasonAt < 0 ? "" : value.substring(reasonAt + 2, value.length() - 1);
        return Key.of(declaration.group(1)).map(key -> new Entry(key, object, reason, number));
    }

    /** The declarations of one key. */
    public List<Entry> all(Key key) {
        return entries.stream().filter(entry -> entry.key() == key).toList();
    }

    /** Whether an object is declared under a key. */
    public boolean declares(Key key, String object) {
        return all(key).stream().anyMatch(entry -> entry.object().equals(object));
    }
}
