package io.replyx.verify.database;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says on each container whose it is, and takes away those whose owner is gone. */
final class ContainerLabel {
    static final String KEY = "io.replyx.verify.owner";

    private final DockerClient engine;

    ContainerLabel(DockerClient engine) {
        this.engine = engine;
    }

    /** Take away what killed processes of this host left. */
    int sweep() {
        List<Container> orphans = labelled().stream()
                .filter(container ->
                        ownerOf(container).filter(OwnerMark::isOrphaned).isPresent())
                .toList();
        orphans.forEach(this::remove);
        return orphans.size();
    }

    /** Take away what one container's label says, however far its start got. */
    void removeAllWith(String label) {
        labelled().stream()
                .filter(container -> label.equals(container.getLabels().get(KEY)))
                .forEach(this::remove);
    }

    private List<Container> labelled() {
        return engine.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(KEY))
                .exec();
    }

    private static Optional<OwnerMark> ownerOf(Container container) {
        Map<String, String> labels = container.getLabels();
        // What follows the blank tells containers of one process apart.
        return Optional.ofNullable(labels.get(KEY)).flatMap(label -> OwnerMark.parse(label.split(" ", 2)[0]));
    }

    private void remove(Container container) {
        try {
            engine.removeContainerCmd(container.getId())
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException | ConflictException e) {
            // Somebody else is taking it away at this very moment.
            return;
        }
    }
}
