package io.replyx.verify.database;

import io.replyx.verify.settings.Secret;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.GenericContainer;

/** Dumps and restores inside the server's own container, where nothing has to be copied or started first. */
final class ContainerDumps implements Dumps {
    /** Newer ones write a random key into every dump, on lines of its own. The shell's pipes end as their last part does. */
    private static final String DIGEST =
            "exec 4>&1; code=$({ { pg_dump --host=127.0.0.1 --username=postgres --no-password"
                    + " --exclude-table='" + HISTORY + "' \"$PGDATABASE\"; echo $? >&3; }"
                    + " | grep -av '^.\\(un\\)\\{0,1\\}restrict ' | sha256sum >&4; } 3>&1); exit \"$code\"";

    /** Not compressed: vectors as text hardly shrink, and the archive lives for seconds. */
    private static final String ARCHIVE = "exec pg_dump --host=127.0.0.1 --username=postgres --no-password"
            + " --format=custom --compress=0 --file=\"$ARCHIVE\"";

    private static final String RESTORE = "exec pg_restore --host=127.0.0.1 --username=postgres --no-password"
            + " --exit-on-error --dbname=\"$PGDATABASE\" \"$ARCHIVE\"";
    private static final String DELETE = "rm -f \"$ARCHIVE\"";
    private static final int NOT_FOUND = 127;

    private final GenericContainer<?> container;
    private final Secret password;
    private final String folder;

    /** @param folder a folder of the container that archives may be in */
    ContainerDumps(GenericContainer<?> container, Secret password, String folder) {
        this.container = container;
        this.password = password;
        this.folder = folder;
    }

    @Override
    public Optional<String> digest(String database) {
        ExecResult result = run(DIGEST, Map.of("PGDATABASE", database));
        requireThere("pg_dump", result);
        return result.getExitCode() == 0 ? Optional.of(result.getStdout().strip()) : Optional.empty();
    }

    @Override
    public ServerArchive archive(String database) {
        String file = folder + "/" + Passwords.hex(8) + ".dump";
        require("pg_dump", run(ARCHIVE, Map.of("PGDATABASE", database, "ARCHIVE", file)));
        return new ServerArchive() {
            @Override
            public void restoreInto(String other) {
                require("pg_restore", run(RESTORE, Map.of("PGDATABASE", other, "ARCHIVE", file)));
            }

            @Override
            public void close() {
                run(DELETE, Map.of("ARCHIVE", file));
            }
        };
    }

    private static void requireThere(String program, ExecResult result) {
        if (result.getExitCode() == NOT_FOUND) {
            throw new NoUsableDatabase("There is no " + program + " in the container of the server.");
        }
    }

    private static void require(String program, ExecResult result) {
        requireThere(program, result);
        if (result.getExitCode() != 0) {
            Tail tail = new Tail(program, line -> {});
            result.getStderr().lines().forEach(tail::add);
            try {
                tail.require(true, result.getExitCode(), LocalPrograms.LONGEST);
            } catch (CommandFailed failed) {
                throw new ToolFailed(String.valueOf(failed.getMessage()));
            }
        }
    }

    private ExecResult run(String script, Map<String, String> variables) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("PGPASSWORD", password.reveal());
        environment.put("LC_ALL", "C");
        try {
            return container.execInContainer(ExecConfig.builder()
                    .envVars(environment)
                    .command(new String[] {"sh", "-c", script})
                    .build());
        } catch (IOException e) {
            throw new CommandFailed("no program can be run in the container: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("a program in the container was interrupted");
        }
    }
}
