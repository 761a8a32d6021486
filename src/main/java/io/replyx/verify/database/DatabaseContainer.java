package io.replyx.verify.database;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A container with PostgreSQL that nobody but this machine reaches. */
final class DatabaseContainer {
    private static final int PORT = 5432;
    private static final long SHARED_MEMORY_BYTES = 1L << 30;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
    private static final String SUPERUSER = "postgres";

    /** In memory: copies of databases are thousands of files, which a disk's file system makes and drops slowly. */
    private static final String MEMORY = "/var/lib/replyx-verify";

    private final Secret password = Passwords.random();
    private final GenericContainer<?> container;

    DatabaseContainer(String image, String label) {
        container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv("POSTGRES_PASSWORD", password.reveal())
                .withEnv("PGDATA", MEMORY + "/data")
                .withEnv(ServerFlags.LARGE_PAGES.getKey(), ServerFlags.LARGE_PAGES.getValue())
                .withTmpFs(Map.of(MEMORY, "rw"))
                .withLabel(ContainerLabel.KEY, label)
                .withCommand(Stream.concat(Stream.of("postgres"), ServerFlags.arguments())
                        .toArray(String[]::new))
                .withSharedMemorySize(SHARED_MEMORY_BYTES)
                .withExposedPorts(PORT)
                .withCreateContainerCmdModifier(this::bindToThisMachine)
                .waitingFor(new AnswersQueries());
    }

    DatabaseUrl start() {
        container.start();
        return adminUrl();
    }

    /** The programs inside it. */
    Dumps dumps() {
        return new ContainerDumps(container, password, MEMORY);
    }

    private DatabaseUrl adminUrl() {
        return DatabaseUrl.local(container.getHost(), container.getMappedPort(PORT), SUPERUSER, SUPERUSER, password);
    }

    /** On an engine of this machine the port is not for the network; on a remote engine it has to be. */
    private void bindToThisMachine(CreateContainerCmd command) {
        HostConfig hostConfig = Objects.requireNonNull(command.getHostConfig());
        if (THIS_MACHINE.contains(container.getHost())) {
            hostConfig
                    .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT)))
                    .withPublishAllPorts(false);
        }
    }

    /** The engine takes connections long before the server does, so only a session proves anything. */
    private final class AnswersQueries extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            Readiness.await(adminUrl(), container::isRunning);
        }
    }
}
