package io.replyx.verify.operation.deploy;

/** The steps of a deployment, in their order. */
public enum DeployStep {
    CONNECTION(1, "connection"),
    BACKUP(2, "backup"),
    EXTENSIONS(3, "extensions"),
    MIGRATIONS(4, "migrations"),
    DRIFT(5, "drift"),
    INDEXES(6, "critical indexes"),
    OPTIMISATION(7, "optimisation"),
    STATISTICS(8, "statistics");

    private final int number;
    private final String words;

    DeployStep(int number, String words) {
        this.number = number;
        this.words = words;
    }

    /** What a person calls it. */
    public String words() {
        return words;
    }

    /** Its place among them, from 1. */
    public int number() {
        return number;
    }
}
