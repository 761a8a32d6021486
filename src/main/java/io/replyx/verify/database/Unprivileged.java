package io.replyx.verify.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** PostgreSQL refuses to run as root; so root runs it as somebody else. */
final class Unprivileged {
    private static final String ROOT = "root";
    private static final List<String> USERS = List.of("postgres", "nobody");

    private final Optional<String> user;

    private Unprivileged(Optional<String> user) {
        this.user = user;
    }

    static boolean isRoot() {
        return System.getProperty("user.name", "").equals(ROOT);
    }

    static Unprivileged choose() {
        return new Unprivileged(
                isRoot() ? USERS.stream().filter(Unprivileged::exists).findFirst() : Optional.empty());
    }

    List<String> command(String... words) {
        List<String> all = new ArrayList<>();
        user.ifPresent(name -> all.addAll(List.of("setpriv", "--reuid=" + name, "--clear-groups")));
        // Without its group the process would keep root's.
        user.ifPresent(name -> all.add("--regid=" + groupOf(name)));
        user.ifPresent(name -> all.add("--"));
        all.addAll(Arrays.asList(words));
        return all;
    }

    void own(Path path) throws IOException {
        if (user.isPresent()) {
            UserPrincipal owner =
                    path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.get());
            Files.setOwner(path, owner);
        }
    }

    private static boolean exists(String name) {
        return Command.of("id", "-u", name).succeeds();
    }

    private static String groupOf(String name) {
        return Command.of("id", "-g", name).run().get(0);
    }
}
