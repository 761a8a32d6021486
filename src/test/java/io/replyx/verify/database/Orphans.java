package io.replyx.verify.database;

/** Marks of processes that are gone. */
final class Orphans {
    private Orphans() {}

    /** This host, and a process whose number has since been given to this one. */
    static String mark() {
        OwnerMark own = OwnerMark.own();
        return new OwnerMark(own.pid(), own.host(), own.startedAt() - 3_600_000).toString();
    }
}
