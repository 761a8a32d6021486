package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Reads the schema of a database that matters by pg_dump. The program has limits of its own only for locks, and switches
 * those of its role off; so it is ended from here when it takes too long, and as soon as somebody waits for it.
 */
public final class SchemaDump {
    private static final long LOOK_EVERY_MILLIS = 100;

    /** Locks are seen by every role, sessions only by their own. */
    private static final String HOLDS_UP = """
            select exists (
                select from pg_catalog.pg_locks as l, pg_catalog.pg_stat_activity as own
                 where not l.granted and own.application_name = ? and own.pid <> l.pid
                   and own.pid = any(pg_catalog.pg_blocking_pids(l.pid)))
            """;

    private final DatabaseUrl url;
    private final ReadOnlyDatabase beside;
    private final ReadLimits limits;

    private SchemaDump(DatabaseUrl url, ReadOnlyDatabase beside, ReadLimits limits) {
        this.url = url.withApplicationName(url.applicationName() + "-schema-" + Passwords.hex(4));
        this.beside = beside;
        this.limits = limits;
    }

    /**
     * The statements that make the schema.
     *
     * @param beside the same database, to look meanwhile whether somebody is held up
     * @param major the server's version, which the program must have at least
     * @throws NoUsableDatabase when there is no such program, or it fails
     * @throws ReadTimedOut when a limit was reached, or somebody waited for it
     */
    public static String read(
            DatabaseUrl url, ReadOnlyDatabase beside, ReadLimits limits, int major, Consumer<String> progress) {
        try (TemporaryFolder folder = TemporaryFolder.make("replyx-verify-schema");
                DumpTool tool = DumpToolSearch.findToRead(major, folder.path(), progress)) {
            Path script = folder.path().resolve("schema.sql");
            new SchemaDump(url, beside, limits).run(tool, script);
            return Files.readString(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(DumpTool tool, Path script) {
        long end = System.nanoTime() + limits.run().toNanos();
        CompletableFuture<Void> dump = CompletableFuture.runAsync(() -> tool.dumpSchema(url, limits.lock(), script));
        try {
            while (!ended(dump)) {
                if (System.nanoTime() > end) {
                    throw new ReadTimedOut(
                            "pg_dump took longer than " + limits.run().toSeconds()
                                    + " s to read the schema of " + url.address()
                                    + ", and was ended. budgets.run of the contract says how long it may.");
                }
                if (holdsUp()) {
                    throw new ReadTimedOut("Somebody waited for a table of " + url.address()
                            + " that pg_dump was reading the schema of, so that it was ended. Try again when nobody"
                            + " changes the schema.");
                }
            }
        } finally {
            if (!dump.isDone()) {
                tool.stop();
            }
        }
    }

    private boolean ended(CompletableFuture<Void> dump) {
        try {
            dump.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException goesOn) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoUsableDatabase("Reading the schema of " + url.address() + " was interrupted.");
        } catch (ExecutionException | CompletionException failed) {
            throw explain(String.valueOf(
                    failed.getCause() == null ? failed : failed.getCause().getMessage()));
        }
    }

    private RuntimeException explain(String said) {
        if (said.contains("lock timeout")) {
            return ReadFailure.lockNotHad(url, limits);
        }
        return new NoUsableDatabase("The schema of " + url.address() + " cannot be read: " + said);
    }

    private boolean holdsUp() {
        return beside.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(HOLDS_UP)) {
                query.setString(1, url.applicationName());
                try (ResultSet row = query.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }
}
