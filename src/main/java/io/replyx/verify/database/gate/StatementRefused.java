package io.replyx.verify.database.gate;

/** The gate did not let a statement or a call of the driver pass: it was never sent, and its check is broken. */
public final class StatementRefused extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String rule;

    StatementRefused(String kind, String rule) {
        super("The gate refused " + kind + ": " + rule + ". Nothing was sent to the server.");
        this.kind = kind;
        this.rule = rule;
    }

    /** What kind of statement it was, or which call. */
    public String kind() {
        return kind;
    }

    /** The rule of the gate that it offends. */
    public String rule() {
        return rule;
    }
}
