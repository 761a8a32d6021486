package io.replyx.verify.migration.lint;

import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.sql.SqlLexer;
import io.replyx.verify.migration.sql.SqlSplitter;
import io.replyx.verify.migration.sql.SqlSplitter.Span;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells the notices of skipping that hide something from those that belong there: a script outside a transaction is made
 * to be run again, an extension may be on the server already, and what a script drops if it exists and then makes itself
 * is there in the end.
 */
public final class HiddenSkips {
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"|(\\w+)\\(");
    private static final Pattern EXTENSION = Pattern.compile("extension \"[^\"]+\" already exists, skipping");

    private HiddenSkips() {}

    /** The notices that tell of something which a script should not have passed over. */
    public static List<Notice> of(Script script, List<Notice> heard) {
        if (NotInTransaction.applies(script)) {
            return List.of();
        }
        return heard.stream()
                .filter(Notice::tellsOfSkipping)
                // Whoever runs the script has statements of its own.
                .filter(notice -> script.text().contains(notice.statement().strip()))
                .filter(notice -> !EXTENSION.matcher(notice.message()).matches())
                .filter(notice -> !isMadeAfterwards(notice, script))
                .distinct()
                .toList();
    }

    /** Only what a DROP passes over can be made anew, by what stands behind it. */
    private static boolean isMadeAfterwards(Notice notice, Script script) {
        Matcher matcher = NAME.matcher(notice.message());
        if (!notice.message().contains("does not exist") || !matcher.find()) {
            return false;
        }
        String name = Optional.ofNullable(matcher.group(1)).orElse(matcher.group(2));
        int at = script.text().indexOf(notice.statement().strip());
        List<Span> statements = SqlSplitter.spans(
                SqlLexer.read(script.text()).tokens(), script.text().length());
        Optional<MadeName> dropped = statements.stream()
                .filter(statement -> statement.end() > at)
                .findFirst()
                .flatMap(statement -> MadeName.dropped(statement, name));
        return dropped.isPresent()
                && statements.stream()
                        .filter(statement -> statement.end() > at)
                        .flatMap(statement -> MadeName.made(statement, name).stream())
                        .anyMatch(dropped.get()::mayBe);
    }
}
