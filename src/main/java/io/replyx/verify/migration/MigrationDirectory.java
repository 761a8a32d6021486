package io.replyx.verify.migration;

import io.replyx.verify.settings.WrongUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The scripts of a subject: {@code versioned/V<version>__<words>.sql}, each with its counterpart of the same stem in
 * {@code undo/U<version>__<words>.sql}.
 *
 * @param root the folder that holds both
 * @param migrations the versions in ascending order
 * @param problems files that no run can make sense of
 * @param orphans undo scripts whose version does not exist
 */
public record MigrationDirectory(
        Path root, List<Migration> migrations, List<NamingProblem> problems, List<Script> orphans) {

    public MigrationDirectory {
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
        orphans = List.copyOf(orphans);
    }

    /**
     * Read a folder of migrations.
     *
     * @throws WrongUse when the folder, or {@code versioned} in it, is not there or cannot be read
     */
    public static MigrationDirectory read(Path root) {
        if (!Files.isDirectory(root)) {
            throw new WrongUse("no folder of migrations at " + root + ": name one with --migrations");
        }
        Path versioned = root.resolve("versioned");
        if (!Files.isDirectory(versioned)) {
            throw new WrongUse("no folder " + versioned + ": versioned migrations stand in versioned/, undo in undo/");
        }
        return new DirectoryReader(root).read();
    }

    /** The folder that Flyway reads. */
    public Path versioned() {
        return root.resolve("versioned");
    }

    /** A script's path as people write it: relative to where the folder of migrations stands. */
    public String shown(Path script) {
        Path parent = root.toAbsolutePath().normalize().getParent();
        Path absolute = script.toAbsolutePath().normalize();
        return (parent == null ? absolute : parent.relativize(absolute)).toString();
    }

    /** The highest version; empty when there is none. */
    public Optional<Migration> head() {
        return migrations.isEmpty() ? Optional.empty() : Optional.of(migrations.get(migrations.size() - 1));
    }

    /** The migration of one version. */
    public Optional<Migration> find(Version version) {
        return migrations.stream().filter(m -> m.version().equals(version)).findFirst();
    }

    /** The migration whose Alembic revision this is. */
    public Optional<Migration> findRevision(String revision) {
        return migrations.stream()
                .filter(m -> m.revision().filter(revision::equals).isPresent())
                .findFirst();
    }

    /** The same chain without the versions before one. */
    public MigrationDirectory from(Version first) {
        List<Migration> kept = migrations.stream()
                .filter(m -> m.version().compareTo(first) >= 0)
                .toList();
        return new MigrationDirectory(root, kept, problems, orphans);
    }

    /** The same folder with some of its versions. */
    public MigrationDirectory only(List<Migration> some) {
        return new MigrationDirectory(root, some, problems, orphans);
    }

    /**
     * The same chain, ended at a version.
     *
     * @throws WrongUse when there is no such version
     */
    public MigrationDirectory upTo(Version last) {
        if (find(last).isEmpty()) {
            throw new WrongUse("no version " + last + " in " + versioned() + ": there are "
                    + migrations.stream().map(m -> m.version().toString()).toList());
        }
        List<Migration> kept = migrations.stream()
                .filter(m -> m.version().compareTo(last) <= 0)
                .toList();
        return new MigrationDirectory(root, kept, problems, orphans);
    }
}
