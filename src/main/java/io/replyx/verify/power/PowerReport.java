package io.replyx.verify.power;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What became of all mutants of a subject.
 *
 * @param subject the subject's name
 * @param sentences what each operator does, by its name
 */
public record PowerReport(
        String subject, PowerRun.Facts facts, SortedMap<String, String> sentences, List<Verdict> verdicts) {

    public PowerReport {
        verdicts = List.copyOf(verdicts);
    }

    /** How many mutants came to a fate. */
    public long count(Fate fate) {
        return count(verdict -> verdict.fate() == fate);
    }

    /** How many mutants are of a kind. */
    long count(Predicate<Verdict> wanted) {
        return verdicts.stream().filter(wanted).count();
    }

    /** How many were killed by a finding that names what was changed. */
    public long named() {
        return count(Verdict::named);
    }

    /** The share of the mutants that were killed among those that are not equivalent, in per cent. */
    public double score() {
        return share(count(Fate.KILLED));
    }

    /** The share of those that were killed by a finding that names what was changed, among the same, in per cent. */
    public double namedScore() {
        return share(named());
    }

    private double share(long mutants) {
        long all = verdicts.size() - count(Fate.EQUIVALENT);
        return all == 0 ? 100 : 100.0 * mutants / all;
    }

    /** The mutants that came to a fate, by version. */
    List<Verdict> all(Fate fate) {
        return verdicts.stream().filter(verdict -> verdict.fate() == fate).toList();
    }

    /** The rules that killed any. */
    SortedSet<String> rules() {
        SortedSet<String> rules = new TreeSet<>();
        verdicts.forEach(verdict -> rules.addAll(verdict.rules()));
        return rules;
    }

    /** The mutants by the operator that made them. */
    SortedMap<String, List<Verdict>> byOperator() {
        SortedMap<String, List<Verdict>> byOperator = new TreeMap<>(Comparator.naturalOrder());
        for (String operator : sentences.keySet()) {
            List<Verdict> own = verdicts.stream()
                    .filter(verdict -> verdict.mutant().operator().equals(operator))
                    .toList();
            if (!own.isEmpty()) {
                byOperator.put(operator, own);
            }
        }
        return byOperator;
    }
}
