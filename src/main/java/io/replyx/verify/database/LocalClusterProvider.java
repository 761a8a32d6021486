package io.replyx.verify.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A throw-away cluster of a PostgreSQL that is installed on this machine together with pgvector. */
final class LocalClusterProvider implements ServerProvider {
    @Override
    public String name() {
        return "programs of PostgreSQL on this machine";
    }

    @Override
    public Attempt start(Consumer<String> progress) {
        ClusterDirectory.sweep();
        List<Installation> installations = Installation.all();
        Optional<Installation> chosen =
                installations.stream().filter(Installation::hasPgvector).findFirst();
        if (chosen.isEmpty()) {
            return new Attempt.Unavailable(
                    why(installations),
                    "Install PostgreSQL " + Installation.OLDEST + " or newer and its package for pgvector.");
        }
        try {
            return new Attempt.Started(LocalCluster.start(chosen.get()));
        } catch (CommandFailed | NoUsableDatabase e) {
            return new Attempt.Unavailable(String.valueOf(e.getMessage()), "See that initdb works for this user.");
        }
    }

    private static String why(List<Installation> installations) {
        if (installations.isEmpty()) {
            return "none of version " + Installation.OLDEST + " or newer was found";
        }
        List<String> versions = installations.stream()
                .map(installation -> Integer.toString(installation.major()))
                .toList();
        return "PostgreSQL " + String.join(", ", versions) + " is there, but without pgvector";
    }
}
