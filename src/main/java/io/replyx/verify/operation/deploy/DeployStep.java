package io.replyx.verify.operation.deploy;

/** The steps of a deployment, in their order. */
public enum DeployStep {
    CONNECTION("connection"),
    BACKUP("backup"),
    EXTENSIONS("extensions"),
    MIGRATIONS("migrations"),
    DRIFT("drift"),
    INDEXES("critical indexes"),
    OPTIMISATION("optimisation"),
    STATISTICS("statistics");

    private final String words;

    DeployStep(String words) {
        this.words = words;
    }

    /** What a person calls it. */
    public String words() {
        return words;
    }

    /** Its place among them, from 1. */
    public int number() {
        return ordinal() + 1;
    }
}
