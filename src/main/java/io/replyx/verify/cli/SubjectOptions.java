package io.replyx.verify.cli;

import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings.Paths;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which subject a command is about. */
final class SubjectOptions {
    @Option(
            names = "--migrations",
            paramLabel = "DIR",
            description = "Folder with versioned/ and undo/ (default: migrations/ of this repository).")
    @Nullable
    private Path migrations;

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description = "Folder with catalog/ and data/ (default: fixtures/ beside the folder of migrations).")
    @Nullable
    private Path fixtures;

    @Option(
            names = "--contract",
            paramLabel = "FILE",
            description = "What must be true of the subject (default: contract.yaml in the folder of fixtures).")
    @Nullable
    private Path contract;

    @Option(
            names = "--reports",
            paramLabel = "DIR",
            description = "Where the report goes (default: reports/ of this repository).")
    @Nullable
    private Path reports;

    /** The options that were given, as a person types them. */
    String given() {
        return given("--migrations", migrations) + given("--fixtures", fixtures) + given("--contract", contract);
    }

    private static String given(String option, @Nullable Path value) {
        return value == null ? "" : " " + option + " " + value;
    }

    /** The folders and files that the options name, or the standard ones. */
    Paths paths(Environment environment) {
        return paths(environment.home(), environment);
    }

    /** The home of the subject that is packed with the suite, where none was named and none stands here. */
    Optional<Path> packaged(Environment environment) {
        Paths standard = Paths.under(environment.home());
        if (migrations != null || Files.exists(standard.migrations())) {
            return Optional.empty();
        }
        if (fixtures == null && Files.exists(standard.fixtures())) {
            throw new WrongUse("there is a folder " + standard.fixtures() + " and no folder " + standard.migrations()
                    + " beside it: name the migrations with --migrations");
        }
        return PackagedSubject.home();
    }

    /** The folders and files that the options name, or those of a subject elsewhere. */
    Paths paths(Path home, Environment environment) {
        Paths standard = Paths.under(home);
        Path chosen = migrations == null ? standard.migrations() : migrations;
        Path chosenFixtures =
                fixtures == null ? chosen.toAbsolutePath().normalize().resolveSibling("fixtures") : fixtures;
        return new Paths(
                chosen,
                chosenFixtures,
                contract == null ? chosenFixtures.resolve("contract.yaml") : contract,
                contract != null,
                reports == null ? Paths.under(environment.home()).reports() : reports);
    }
}
