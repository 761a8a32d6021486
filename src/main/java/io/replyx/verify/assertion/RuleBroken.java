package io.replyx.verify.assertion;

import java.util.List;
import java.util.stream.Collectors;

/** A rule is broken: an assertion error that knows what was found. */
public final class RuleBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** Say what must hold and what was found instead. */
    public RuleBroken(String demand, List<Finding> findings) {
        super(demand
                + findings.stream()
                        .map(finding -> "\n  " + finding.message().replace("\n", "\n  "))
                        .collect(Collectors.joining()));
        this.findings = List.copyOf(findings);
    }

    /** What was found. */
    public List<Finding> findings() {
        return findings;
    }
}
