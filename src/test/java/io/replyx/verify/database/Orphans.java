package io.replyx.verify.database;

import org.testcontainers.DockerClientFactory;

/** Marks of processes that are gone, and what they left. */
public final class Orphans {
    private Orphans() {}

    /** This host, and a process whose number has since been given to this one. */
    static String mark() {
        OwnerMark own = OwnerMark.own();
        return new OwnerMark(own.pid(), own.host(), own.startedAt() - 3_600_000).toString();
    }

    /** Take away the containers that killed processes of this machine left. */
    public static void sweep() {
        if (Engine.answers()) {
            new ContainerLabel(DockerClientFactory.instance().client()).sweep();
        }
    }
}
