package io.replyx.verify.power;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.Predicate;

/** Writes a power report as a page for people. */
public final class PowerPage {
    private final PowerReport report;
    private final StringBuilder page = new StringBuilder();

    private PowerPage(PowerReport report) {
        this.report = report;
    }

    /** The page in Markdown. */
    public static String of(PowerReport report) {
        return new PowerPage(report).write();
    }

    private String write() {
        line("# Detection power");
        line("");
        opening();
        comparison();
        table();
        list("Survivors", Fate.SURVIVED, "Nothing caught these; each is a rule to come or a documented limit.");
        list("Not known", Fate.UNKNOWN, "A measurement failed.");
        list(
                "Equivalent",
                Fate.EQUIVALENT,
                "Proved by measurement: catalogs, rows and locks are those of the sound chain at every version, both"
                        + " ways.");
        unnamed();
        return page.toString();
    }

    private void opening() {
        PowerRun.Facts facts = report.facts();
        line("How much the rules catch of what can be wrong with the scripts of " + report.subject() + ".");
        line(
                "This page was written by `./verify power --write docs/power.md`; [limits](limits.md) says what it does not"
                        + " measure.");
        line("");
        line("| | |");
        line("| --- | --- |");
        line("| mutants | " + report.verdicts().size()
                + (report.verdicts().size() < facts.chosen() ? ", for which there was time, of " + facts.chosen() : "")
                + ", of " + facts.possible() + " that " + facts.operators()
                + " operators make, chosen evenly by seed " + facts.seed() + " |");
        line("| killed | " + report.count(Fate.KILLED) + ", of which " + report.named()
                + " by a finding that names what was changed |");
        line("| survived | " + report.count(Fate.SURVIVED) + " |");
        line("| not known | " + report.count(Fate.UNKNOWN) + " |");
        line("| equivalent | " + report.count(Fate.EQUIVALENT) + " |");
        line("| score | " + percent(report.score()) + " of those that are not equivalent; "
                + percent(report.namedScore()) + " by a finding that names what was changed |");
        line("| server | " + facts.server() + " |");
        line("| time | " + facts.duration().toSeconds() + " s |");
        line("");
    }

    private void comparison() {
        if (!report.facts().peers()) {
            return;
        }
        line("## The same mutants before other checks");
        line("");
        line("`flyway validate` and `info` as they come, before the version is deployed, or after it where an applied"
                + " script was edited; and a comparison of what `pg_dump` writes after apply and undo with the sound"
                + " chain's, where a script that fails counts as caught.");
        line("");
        line("| check | caught of those that are not equivalent |");
        line("| --- | --- |");
        line("| ReplyX Verify | " + share(verdict -> verdict.fate() == Fate.KILLED) + " |");
        line("| pg_dump after apply and undo | " + share(Verdict::dump) + " |");
        line("| flyway validate and info | " + share(Verdict::flyway) + " |");
        line("| both of these | " + share(verdict -> verdict.dump() || verdict.flyway()) + " |");
        line("");
    }

    private String share(Predicate<Verdict> caught) {
        Predicate<Verdict> counts = verdict -> verdict.fate() != Fate.EQUIVALENT;
        long all = report.count(counts);
        long some = report.count(counts.and(caught));
        return some + " (" + percent(all == 0 ? 100 : 100.0 * some / all) + ")";
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    private void table() {
        SortedSet<String> rules = report.rules();
        line("## Operators and rules");
        line("");
        line("A column of a rule counts the mutants that it caught; a mutant may be caught by several, and is tried no"
                + " further after the first stage that catches it.");
        line("");
        line("| operator | mutants | killed | equivalent | survived | " + String.join(" | ", rules)
                + (report.facts().peers() ? " | pg_dump | flyway" : "") + " |");
        line("| --- | "
                + "--- | "
                        .repeat(4 + rules.size() + (report.facts().peers() ? 2 : 0))
                        .strip());
        report.byOperator().forEach((operator, verdicts) -> row(operator, verdicts, rules));
        line("");
    }

    private void row(String operator, List<Verdict> verdicts, SortedSet<String> rules) {
        List<String> cells = new ArrayList<>();
        cells.add("`" + operator + "` " + report.sentences().get(operator));
        cells.add(Integer.toString(verdicts.size()));
        cells.add(number(verdicts, verdict -> verdict.fate() == Fate.KILLED));
        cells.add(number(verdicts, verdict -> verdict.fate() == Fate.EQUIVALENT));
        cells.add(number(verdicts, verdict -> verdict.fate() == Fate.SURVIVED || verdict.fate() == Fate.UNKNOWN));
        rules.forEach(
                rule -> cells.add(number(verdicts, verdict -> verdict.rules().contains(rule))));
        if (report.facts().peers()) {
            cells.add(number(verdicts, Verdict::dump));
            cells.add(number(verdicts, Verdict::flyway));
        }
        line("| " + String.join(" | ", cells) + " |");
    }

    private static String number(List<Verdict> verdicts, Predicate<Verdict> wanted) {
        long count = verdicts.stream().filter(wanted).count();
        return count == 0 ? "" : Long.toString(count);
    }

    private void list(String title, Fate fate, String sentence) {
        List<Verdict> all = report.all(fate);
        if (all.isEmpty()) {
            return;
        }
        line("## " + title);
        line("");
        line(sentence);
        line("");
        all.forEach(verdict ->
                line("- `" + verdict.mutant().id() + "` " + verdict.mutant().object() + ": "
                        + verdict.mutant().change() + " (" + verdict.reason().replaceAll("\\s+", " ") + ")"));
        line("");
    }

    private void unnamed() {
        List<Verdict> unnamed = report.all(Fate.KILLED).stream()
                .filter(verdict -> !verdict.named())
                .toList();
        if (unnamed.isEmpty()) {
            return;
        }
        line("## Killed without being named");
        line("");
        line("A rule is broken, and no finding names the object that was changed.");
        line("");
        unnamed.forEach(verdict -> line("- `" + verdict.mutant().id() + "` "
                + verdict.mutant().object() + ": " + verdict.mutant().change() + " ("
                + String.join(", ", verdict.rules()) + ": " + verdict.reason() + ")"));
        line("");
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
