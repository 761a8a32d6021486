package io.replyx.verify.operation.backup;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what of pg_dump's and pg_restore's many lines a person wants to hear. */
final class DumpLines implements Consumer<String> {
    private static final Pattern TABLE = Pattern.compile("(?:dumping contents of|processing data for) table (.+)$");
    private static final Pattern INDEX = Pattern.compile("creating INDEX (.+)$");

    private final Consumer<String> progress;

    DumpLines(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void accept(String line) {
        find(TABLE, line).ifPresent(table -> progress.accept("rows of " + table));
        find(INDEX, line).ifPresent(index -> progress.accept("index " + index));
    }

    private static Optional<String> find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1).replace("\"", "")) : Optional.empty();
    }
}
