package io.replyx.verify.specs;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerKind;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.jupiter.Outcome;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.Settings.Paths;
import io.replyx.verify.testing.Rehearsing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** The chain of the repository on the major version before the one that everything else is tested on. */
class ReplyxOn17Test {
    /** The usual one, and the one that a set-up builds where there is no registry. */
    private static final List<String> IMAGES = List.of("pgvector/pgvector:pg17", "replyx-verify/pgvector:pg17");

    /** Some packages have a pgvector for it that the contract refuses, which has to be said, and nothing else. */
    @Test
    void no_rule_has_anything_to_say_but_of_a_pgvector_with_known_holes() {
        try (Server server = postgresql17()) {
            List<Outcome> outcomes = Rehearsing.rehearse(Path.of(""), server);

            List<String> broken = outcomes.stream()
                    .flatMap(outcome -> outcome.findings().stream()
                            .filter(Finding::isBroken)
                            .map(finding -> outcome.rule() + " " + finding.object()))
                    .toList();
            assertThat(broken).isEqualTo(pgvectorIsRefused(server) ? List.of("CAT-002 extension vector") : List.of());
            assertThat(outcomes)
                    .extracting(Outcome::rule)
                    .contains("MIG-003", "MIG-012", "MIG-013", "CAT-001", "DAT-002", "DAT-005", "VEC-001");
        }
    }

    private static Server postgresql17() {
        return IMAGES.stream()
                .flatMap(image -> started(image).stream())
                .findFirst()
                .orElseThrow(() -> new TestAbortedException(
                        "there is none of " + IMAGES + ": ./verify setup --image " + IMAGES.get(0) + " sees to it"));
    }

    private static Optional<Server> started(String image) {
        var options = new ServerOptions(Optional.of(ServerKind.CONTAINER), Optional.of(image), false, Optional.empty());
        try {
            return Optional.of(ServerSearch.find(options, line -> {}));
        } catch (NoUsableDatabase missing) {
            return Optional.empty();
        }
    }

    private static boolean pgvectorIsRefused(Server server) {
        Contract contract =
                RunStore.subject(Paths.under(Path.of(""))).contract().orElseThrow();
        String minimum = contract.extensions().stream()
                .filter(extension -> extension.name().equals("vector"))
                .flatMap(extension -> extension.minimum().stream())
                .findFirst()
                .orElseThrow();
        return version(server.facts().pgvector().orElseThrow()).compareTo(version(minimum)) < 0;
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }
}
