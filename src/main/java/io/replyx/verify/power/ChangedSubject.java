package io.replyx.verify.power;

import io.replyx.verify.contract.Subject;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.power.mutation.Mutant;
import io.replyx.verify.power.mutation.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A subject with a mutant's scripts, in a folder that is gone when this is closed. Its fixtures are the sound ones; where
 * the change was approved, they have no catalogs and locks that would speak against it.
 */
final class ChangedSubject implements AutoCloseable {
    private final Path root;
    private final Subject subject;

    private ChangedSubject(Path root, Subject subject) {
        this.root = root;
        this.subject = subject;
    }

    static ChangedSubject of(Subject sound, Mutant mutant) {
        try {
            Path root = Files.createTempDirectory("replyx-verify-mutant");
            copy(sound.directory().root(), root);
            for (Map.Entry<String, Optional<String>> file : mutant.files().entrySet()) {
                Path path = root.resolve(file.getKey());
                if (file.getValue().isPresent()) {
                    Files.writeString(path, file.getValue().get());
                } else {
                    Files.deleteIfExists(path);
                }
            }
            Path fixtures = mutant.trial() == Trial.APPROVED ? rowsAlone(sound, root) : sound.fixtures();
            return new ChangedSubject(root, new Subject(MigrationDirectory.read(root), fixtures, sound.contract()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write a mutant's scripts", unwritable);
        }
    }

    private static Path rowsAlone(Subject sound, Path root) throws IOException {
        Path fixtures = Files.createDirectory(root.resolve("fixtures"));
        if (Files.exists(sound.rows())) {
            Files.createSymbolicLink(fixtures.resolve("data"), sound.rows().toAbsolutePath());
        }
        return fixtures;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (String folder : List.of("versioned", "undo")) {
            Path source = from.resolve(folder);
            Files.createDirectories(to.resolve(folder));
            if (Files.isDirectory(source)) {
                try (Stream<Path> files = Files.list(source)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        Files.copy(file, to.resolve(folder).resolve(String.valueOf(file.getFileName())));
                    }
                }
            }
        }
    }

    Subject subject() {
        return subject;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException("cannot remove " + root, left);
        }
    }
}
