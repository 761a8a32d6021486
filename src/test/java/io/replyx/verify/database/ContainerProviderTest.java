package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;

class ContainerProviderTest {
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void needs_an_engine() {
        assumeThat(Engine.answers()).as("a container engine").isTrue();
    }

    @Test
    void a_container_is_reached_from_this_machine_only_and_leaves_nothing_behind() throws SQLException {
        Server server = start(Optional.empty());
        DatabaseUrl url = server.adminUrl();
        Container container = containers().stream()
                .filter(candidate -> List.of(candidate.getPorts()).stream()
                        .anyMatch(port -> Integer.valueOf(url.port()).equals(port.getPublicPort())))
                .findFirst()
                .orElseThrow();

        assertThat(container.getPorts())
                .allSatisfy(port -> assertThat(port.getIp()).isEqualTo("127.0.0.1"));
        assertThat(container.getLabels().get(ContainerLabel.KEY))
                .startsWith(OwnerMark.own().toString());
        server.close();

        assertThat(containers()).extracting(Container::getId).doesNotContain(container.getId());
    }

    @Test
    void containers_of_killed_runs_are_swept_and_others_are_left() {
        try (Server living = start(Optional.empty())) {
            String orphan = engine().createContainerCmd(image())
                    .withLabels(Map.of(ContainerLabel.KEY, Orphans.mark() + " 1a2b"))
                    .exec()
                    .getId();

            int swept = new ContainerLabel(engine()).sweep();

            assertThat(swept).isEqualTo(1);
            assertThat(containers()).extracting(Container::getId).doesNotContain(orphan);
            Readiness.await(living.adminUrl(), () -> true);
        }
    }

    @Test
    @Timeout(30)
    void an_image_that_cannot_be_had_is_told_within_seconds() {
        ServerOptions options = new ServerOptions(
                Optional.of(ServerKind.CONTAINER),
                Optional.of("registry.invalid/no/such:image"),
                false,
                Optional.empty());

        Attempt attempt = new ContainerProvider(options).start(said::add);

        assertThat(attempt)
                .isInstanceOfSatisfying(
                        Attempt.Unavailable.class,
                        unavailable -> assertThat(unavailable.why()).contains("cannot be pulled"));
    }

    private Server start(Optional<String> image) {
        var options = new ServerOptions(Optional.of(ServerKind.CONTAINER), image, false, Optional.empty());
        Attempt attempt = new ContainerProvider(options).start(said::add);
        assumeThat(attempt).as("an image with pgvector").isInstanceOf(Attempt.Started.class);
        return ((Attempt.Started) attempt).server();
    }

    private String image() {
        return new Images(engine(), said::add)
                .find(ServerOptions.DEFAULT_IMAGE, true)
                .orElseThrow();
    }

    private static List<Container> containers() {
        return engine().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(ContainerLabel.KEY))
                .exec();
    }

    private static DockerClient engine() {
        return DockerClientFactory.instance().client();
    }
}
