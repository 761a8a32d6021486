package io.replyx.verify.migration;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sorts the files of a folder of migrations into versions, undos and problems. */
final class DirectoryReader {
    private static final Pattern NAME = Pattern.compile("([VU])(.+?)__(.+)\\.sql");
    private static final String SCRIPT = ".sql";
    private static final String CONFIGURATION = ".sql.conf";

    private final Path root;
    private final List<NamingProblem> problems = new ArrayList<>();

    DirectoryReader(Path root) {
        this.root = root;
    }

    private record Named(Version version, String description, Path path) {}

    MigrationDirectory read() {
        SortedMap<Version, Named> versions = byVersion(root.resolve("versioned"), "V");
        SortedMap<Version, Named> undos =
                Files.isDirectory(root.resolve("undo")) ? byVersion(root.resolve("undo"), "U") : new TreeMap<>();
        List<Migration> migrations = new ArrayList<>();
        for (Named named : versions.values()) {
            Optional<Script> undo =
                    Optional.ofNullable(undos.remove(named.version())).map(u -> ScriptFile.read(u.path()));
            migrations.add(new Migration(named.version(), named.description(), ScriptFile.read(named.path()), undo));
        }
        List<Script> orphans =
                undos.values().stream().map(u -> ScriptFile.read(u.path())).toList();
        return new MigrationDirectory(root, migrations, problems, orphans);
    }

    private SortedMap<Version, Named> byVersion(Path folder, String prefix) {
        SortedMap<Version, Named> found = new TreeMap<>();
        for (Path file : files(folder)) {
            named(file, prefix).ifPresent(named -> {
                Named earlier = found.putIfAbsent(named.version(), named);
                if (earlier != null) {
                    problems.add(new NamingProblem(
                            file,
                            "has version " + named.version() + ", which "
                                    + root.relativize(earlier.path())
                                    + " has already: give one of them a version of its own"));
                }
            });
        }
        return found;
    }

    private Optional<Named> named(Path file, String prefix) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(".")) {
            return Optional.empty();
        }
        if (name.endsWith(CONFIGURATION)) {
            requireScriptOf(file, name);
            return Optional.empty();
        }
        if (name.startsWith("R__")) {
            problem(
                    file,
                    "is a repeatable migration, which has no version to go back to: keep it in a folder of its own");
            return Optional.empty();
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !matcher.group(1).equals(prefix)) {
            problem(file, "is not named " + prefix + "<version>__<words>.sql, so that Flyway would not run it");
            return Optional.empty();
        }
        Optional<Version> version = Version.parse(matcher.group(2));
        if (version.isEmpty()) {
            problem(file, "has the version '" + matcher.group(2) + "': write digits, separated by dots or underscores");
        }
        return version.map(v -> new Named(v, matcher.group(3).replace('_', ' '), file));
    }

    private void requireScriptOf(Path file, String name) {
        Path script = file.resolveSibling(name.substring(0, name.length() - CONFIGURATION.length()) + SCRIPT);
        if (!Files.exists(script)) {
            problem(file, "configures " + script.getFileName() + ", which is not there");
        }
    }

    private void problem(Path file, String message) {
        problems.add(new NamingProblem(file, message));
    }

    private List<Path> files(Path folder) {
        try (Stream<Path> listing = Files.list(folder)) {
            Map<Boolean, List<Path>> byKind = listing.sorted().collect(Collectors.partitioningBy(Files::isDirectory));
            for (Path directory : byKind.getOrDefault(true, List.of())) {
                problem(directory, "is a folder: scripts stand directly in " + folder.getFileName() + "/");
            }
            return byKind.getOrDefault(false, List.of());
        } catch (IOException unreadable) {
            throw new WrongUse("cannot list " + folder + ": check that it may be read");
        }
    }
}
