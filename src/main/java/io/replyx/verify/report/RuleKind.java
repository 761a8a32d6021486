package io.replyx.verify.report;

import java.util.Comparator;

/** What a rule is about, read from the letters of its ID. */
enum RuleKind {
    MIG("Transitions", "critical"),
    CAT("Catalog", "critical"),
    DAT("Data", "blocker"),
    VEC("Vectors", "normal"),
    SEC("Access", "critical"),
    OPS("Operation", "normal"),
    OTHER("Other", "normal");

    /** Rules in the order that they are told in: by kind, then by number. */
    static final Comparator<String> ORDER =
            Comparator.<String, RuleKind>comparing(RuleKind::of).thenComparing(Comparator.naturalOrder());

    private final String topic;
    private final String severity;

    RuleKind(String topic, String severity) {
        this.topic = topic;
        this.severity = severity;
    }

    static RuleKind of(String rule) {
        for (RuleKind kind : values()) {
            if (rule.startsWith(kind.name() + "-")) {
                return kind;
            }
        }
        return OTHER;
    }

    /** How a person would call it, as in {@code Transitions (MIG)}. */
    String label() {
        return this == OTHER ? topic : topic + " (" + name() + ")";
    }

    /** How much a broken rule of this kind weighs, in Allure's words. */
    String severity() {
        return severity;
    }
}
