package io.replyx.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalClusterTest {
    private final List<Installation> installations = Installation.all();

    @Test
    void a_cluster_starts_and_leaves_nothing_behind() throws IOException {
        assumeThat(installations).as("PostgreSQL on this machine").isNotEmpty();
        Installation newest = installations.get(0);
        List<Path> before = directories();

        try (Server server = LocalCluster.start(newest);
                var databases = new RehearsalDatabases(server);
                DisposableDatabase database = databases.create("local")) {
            assertThat(server.facts().major()).isEqualTo(newest.major());
            assertThat(server.origin()).startsWith("local cluster of PostgreSQL " + newest.major());
            assertThat(database.name()).startsWith("rehearsal_");
        }

        assertThat(directories()).isEqualTo(before);
    }

    @Test
    void a_cluster_that_a_killed_run_left_is_taken_away() throws IOException {
        assumeThat(installations).as("PostgreSQL on this machine").isNotEmpty();
        List<Path> before = directories();
        try (Server server = LocalCluster.start(installations.get(0))) {
            Path left = directories().stream()
                    .filter(directory -> !before.contains(directory))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(left.resolve("owner"), Orphans.mark());

            ClusterDirectory.sweep();

            assertThat(left).doesNotExist();
            assertThat(server.vanishes()).isTrue();
        }
    }

    @Test
    void the_provider_takes_an_installation_with_pgvector() {
        assumeThat(installations).as("pgvector on this machine").anyMatch(Installation::hasPgvector);

        Attempt attempt = new LocalClusterProvider().start(line -> {});

        assertThat(attempt).isInstanceOf(Attempt.Started.class);
        try (Server server = ((Attempt.Started) attempt).server()) {
            assertThat(server.facts().pgvector()).isPresent();
        }
    }

    @Test
    void the_provider_says_that_pgvector_is_missing() {
        assumeThat(installations).as("pgvector on this machine").noneMatch(Installation::hasPgvector);

        Attempt attempt = new LocalClusterProvider().start(line -> {});

        assertThat(attempt).isInstanceOf(Attempt.Unavailable.class);
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("replyx-verify-cluster-"))
                    .sorted()
                    .toList();
        }
    }
}
