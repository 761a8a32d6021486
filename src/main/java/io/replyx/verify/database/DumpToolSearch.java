package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;

/**
 * Finds programs that can dump and restore the databases of a server: as new as the server at least, and without holes
 * that a server could use. Those of this machine come first, then those of the image for rehearsals.
 */
public final class DumpToolSearch {
    /** Since then restores set {@code transaction_timeout}, which earlier servers refuse. */
    private static final int LIMITS_TRANSACTIONS = 17;

    private final int major;
    private final boolean restores;
    private final Consumer<String> progress;
    private final List<String> tried = new ArrayList<>();

    private DumpToolSearch(int major, boolean restores, Consumer<String> progress) {
        this.major = major;
        this.restores = restores;
        this.progress = progress;
    }

    /**
     * Find programs for archives that go back into a server of the same version.
     *
     * @param major the server's major version
     * @param folder where archives are
     * @throws NoUsableDatabase when neither this machine nor an image has any that will do
     */
    public static DumpTool find(int major, Path folder, Consumer<String> progress) {
        return new DumpToolSearch(major, true, progress).find(folder);
    }

    /** The same for scripts that are run on a server that is as new as the programs. */
    static DumpTool findToRead(int major, Path folder, Consumer<String> progress) {
        return new DumpToolSearch(major, false, progress).find(folder);
    }

    private DumpTool find(Path folder) {
        LibpqEnvironment environment = LibpqEnvironment.create();
        try {
            Programs programs = local().or(() -> container(List.of(environment.folder(), real(folder))))
                    .orElseThrow(this::nothing);
            return new DumpTool(programs, environment);
        } catch (RuntimeException failed) {
            environment.close();
            throw failed;
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Programs> local() {
        List<LocalPrograms> all = LocalPrograms.all();
        if (all.isEmpty()) {
            tried.add("pg_dump on this machine: there is none.");
        }
        for (LocalPrograms programs : all) {
            if (fits(programs)) {
                return Optional.of(programs);
            }
        }
        return Optional.empty();
    }

    private boolean fits(Programs programs) {
        String name = "pg_dump " + programs.version() + " " + programs.origin();
        if (programs.version().major() < major) {
            tried.add(name + ": older than the server, PostgreSQL " + major + ".");
            return false;
        }
        if (tooNew(programs.version())) {
            tried.add(name + ": what it restores begins with a setting that PostgreSQL " + major + " does not know.");
            return false;
        }
        if (!programs.version().dumpsSafely()) {
            tried.add(name + ": has known security holes; update it.");
            return false;
        }
        return true;
    }

    private boolean tooNew(ToolVersion version) {
        return earlierOnly() && version.major() >= LIMITS_TRANSACTIONS;
    }

    private boolean earlierOnly() {
        return restores && major < LIMITS_TRANSACTIONS;
    }

    private Optional<Programs> container(List<Path> folders) {
        String wanted = "pgvector/pgvector:pg" + (earlierOnly() ? major : Math.max(major, 18));
        if (!Engine.answers() || HelperImages.missing()) {
            tried.add("pg_dump in the image " + wanted + ": no container engine is at hand here.");
            return Optional.empty();
        }
        try {
            DockerClient engine = DockerClientFactory.instance().client();
            new ContainerLabel(engine).sweep();
            Optional<String> image = new Images(engine, progress).find(wanted, true);
            if (image.isEmpty()) {
                tried.add("pg_dump in the image " + wanted + ": the image cannot be had.");
                return Optional.empty();
            }
            return started(image.get(), folders);
        } catch (DockerException | IllegalStateException | CommandFailed e) {
            tried.add("pg_dump in the image " + wanted + ": "
                    + String.valueOf(e.getMessage()).strip());
            return Optional.empty();
        }
    }

    private Optional<Programs> started(String image, List<Path> folders) {
        ContainerPrograms programs = ContainerPrograms.start(image, folders);
        if (fits(programs)) {
            return Optional.of(programs);
        }
        programs.close();
        return Optional.empty();
    }

    private NoUsableDatabase nothing() {
        return new NoUsableDatabase("There is no pg_dump that can be used with PostgreSQL " + major + ". Tried:\n  - "
                + String.join("\n  - ", tried)
                + "\nInstall the client programs of PostgreSQL " + major
                + (earlierOnly() ? " to 16" : " or newer")
                + " (postgresql-client), or make the image available.");
    }
}
