package io.replyx.verify.database;

/** The time in which the owner of rehearsal databases is a superuser; it ends when this is closed. */
public final class SuperuserScope implements AutoCloseable {
    private final Runnable end;
    private boolean ended;

    SuperuserScope(Runnable end) {
        this.end = end;
    }

    @Override
    public void close() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }
}
