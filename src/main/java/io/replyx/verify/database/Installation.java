package io.replyx.verify.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs as they are installed on this machine.
 *
 * @param programs the directory that initdb and postgres are in
 * @param major their version
 */
record Installation(Path programs, int major) {
    static final int OLDEST = 14;

    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) ([0-9]+)");
    private static final List<String> PLACES =
            List.of("/usr/lib/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt");

    /** All that are new enough, the newest first. */
    static List<Installation> all() {
        return folders().stream()
                .flatMap(directory -> in(directory).stream())
                .filter(installation -> installation.major >= OLDEST)
                .sorted(Comparator.comparingInt(Installation::major).reversed())
                .toList();
    }

    /** All folders that may hold programs of PostgreSQL. */
    static List<Path> folders() {
        List<Path> directories = new ArrayList<>();
        for (String place : PLACES) {
            directories.addAll(below(Path.of(place)));
        }
        onPath().ifPresent(directories::add);
        return directories.stream().distinct().toList();
    }

    static Optional<Installation> in(Path directory) {
        if (!Files.isExecutable(directory.resolve("initdb"))) {
            return Optional.empty();
        }
        return firstLine(directory.resolve("postgres").toString(), "--version")
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(version -> new Installation(directory, Integer.parseInt(version.group(1))));
    }

    String program(String name) {
        return programs.resolve(name).toString();
    }

    /** Whether CREATE EXTENSION vector would find something. */
    boolean hasPgvector() {
        return shareDirectories().stream()
                .anyMatch(share -> Files.exists(share.resolve("extension").resolve("vector.control")));
    }

    private List<Path> shareDirectories() {
        List<Path> shares = new ArrayList<>();
        firstLine(program("pg_config"), "--sharedir").map(Path::of).ifPresent(shares::add);
        shares.add(Path.of("/usr/share/postgresql", Integer.toString(major)));
        shares.add(programs.resolveSibling("share"));
        return shares;
    }

    private static List<Path> below(Path place) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(place, "{[0-9]*,pgsql-*,postgresql@*}")) {
            versions.forEach(version -> found.add(version.resolve("bin")));
        } catch (java.nio.file.NoSuchFileException e) {
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Optional<Path> onPath() {
        return firstLine("pg_config", "--bindir").map(Path::of);
    }

    private static Optional<String> firstLine(String... words) {
        try {
            return Command.of(words).run().stream().findFirst();
        } catch (CommandFailed e) {
            return Optional.empty();
        }
    }
}
