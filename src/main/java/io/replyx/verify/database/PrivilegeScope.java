package io.replyx.verify.database;

/** The time in which the owner of rehearsal databases keeps its privileges as they are; it ends when this is closed. */
public final class PrivilegeScope implements AutoCloseable {
    private final Runnable end;
    private boolean ended;

    PrivilegeScope(Runnable end) {
        this.end = end;
    }

    /** Leave the scope, on the thread that entered it. */
    @Override
    public void close() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
