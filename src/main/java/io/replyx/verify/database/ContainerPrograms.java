package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;

/** The programs in an image, in a container that is in this machine's network and sees a few of its folders. */
final class ContainerPrograms implements Programs {
    private static final String MOUNTS = "/replyx-verify/";

    private final String image;
    private final List<Path> folders;
    private final DockerClient engine;
    private final Cleanup cleanup;
    private final String container;
    private final ToolVersion version;

    private ContainerPrograms(String image, List<Path> folders, DockerClient engine) {
        String label = OwnerMark.own() + " " + Passwords.hex(4);
        this.image = image;
        this.folders = folders;
        this.engine = engine;
        this.cleanup = Cleanup.promise(() -> new ContainerLabel(engine).removeAllWith(label));
        try {
            this.container = create(label);
            engine.startContainerCmd(container).exec();
            this.version = askVersion();
        } catch (RuntimeException e) {
            cleanup.run();
            throw e;
        }
    }

    /**
     * Start a container.
     *
     * @param folders what it may look into
     */
    static ContainerPrograms start(String image, List<Path> folders) {
        return new ContainerPrograms(
                image, folders, DockerClientFactory.instance().client());
    }

    /** Without Testcontainers, whose own way to take containers away at the end would come in the way of the cleanup. */
    private String create(String label) {
        return engine.createContainerCmd(image)
                .withEntrypoint("sleep")
                .withCmd("infinity")
                .withLabels(Map.of(ContainerLabel.KEY, label))
                .withHostConfig(
                        HostConfig.newHostConfig().withNetworkMode("host").withBinds(binds(folders)))
                .exec()
                .getId();
    }

    private static List<Bind> binds(List<Path> folders) {
        List<Bind> binds = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            binds.add(new Bind(folders.get(i).toString(), new Volume(MOUNTS + i), AccessMode.ro));
        }
        return binds;
    }

    private ToolVersion askVersion() {
        List<String> said = new ArrayList<>();
        run(List.of("pg_dump", "--version"), Map.of(), Optional.empty(), said::add);
        return said.stream()
                .flatMap(line -> ToolVersion.parse(line).stream())
                .findFirst()
                .orElseThrow(() -> new CommandFailed("pg_dump of " + image + " says no version"));
    }

    @Override
    public String origin() {
        return "in a container of " + image;
    }

    @Override
    public ToolVersion version() {
        return version;
    }

    @Override
    public Path seenAs(Path file) {
        Path real = file.toAbsolutePath();
        for (int i = 0; i < folders.size(); i++) {
            if (real.startsWith(folders.get(i))) {
                return Path.of(MOUNTS + i)
                        .resolve(folders.get(i).relativize(real).toString());
            }
        }
        throw new IllegalArgumentException(file + " is in none of the folders that the container sees");
    }

    @Override
    public void run(
            List<String> words, Map<String, String> environment, Optional<Path> output, Consumer<String> lines) {
        List<String> variables = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        String call = engine.execCreateCmd(container)
                .withCmd(words.toArray(String[]::new))
                .withEnv(variables)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec()
                .getId();
        ProgramOutput listener = new ProgramOutput(words.get(0), lines);
        try (OutputStream file = output.isPresent() ? open(output.get()) : OutputStream.nullOutputStream()) {
            listener.into(file, output.isPresent());
            boolean ended = engine.execStartCmd(call)
                    .exec(listener)
                    .awaitCompletion(LocalPrograms.LONGEST.toSeconds(), TimeUnit.SECONDS);
            file.flush();
            listener.require(ended, engine.inspectExecCmd(call).exec().getExitCodeLong());
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailed("what " + words.get(0) + " wrote cannot be kept: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(words.get(0) + " was interrupted");
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    @Override
    public void stop() {
        cleanup.run();
    }

    @Override
    public void close() {
        cleanup.run();
    }
}
