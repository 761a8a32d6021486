package io.replyx.verify.power.mutation;

import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.migration.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A subject's scripts, as operators look at them. */
public final class Material {
    private final List<VersionScripts> versions = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();

    /** Take the scripts of a folder apart. */
    public Material(MigrationDirectory directory) {
        Set<String> referenced = referenced(directory);
        Set<String> unique = unique(directory);
        List<TableSketch> tables = new ArrayList<>();
        for (Migration migration : directory.migrations()) {
            List<TableSketch> made = new ScriptCut(migration.apply().text())
                    .outer().stream()
                            .flatMap(piece -> TableStatement.parse(piece.text()).stream())
                            .map(table -> new TableSketch(
                                    table.name(),
                                    table.columns(),
                                    referenced.contains(table.name()),
                                    unique.contains(table.name())))
                            .toList();
            versions.add(new VersionScripts(migration, List.copyOf(tables), made));
            tables.addAll(made);
            for (Side side : Side.values()) {
                side.script(migration).ifPresent(script -> note(side, script));
            }
        }
    }

    private void note(Side side, Script script) {
        String file = side.folder() + "/" + script.name();
        texts.put(file, script.text());
        if (!script.transactional()) {
            texts.put(file + ".conf", "");
        }
    }

    private static Set<String> referenced(MigrationDirectory directory) {
        Set<String> referenced = new HashSet<>();
        statements(directory)
                .flatMap(statement -> TableStatement.parse(statement).stream())
                .flatMap(table -> table.constraints().stream())
                .flatMap(constraint -> constraint.referenced().stream())
                .forEach(referenced::add);
        return referenced;
    }

    private static Set<String> unique(MigrationDirectory directory) {
        return statements(directory)
                .flatMap(statement -> IndexStatement.parse(statement).stream())
                .filter(IndexStatement::unique)
                .map(IndexStatement::table)
                .collect(Collectors.toSet());
    }

    private static Stream<String> statements(MigrationDirectory directory) {
        return directory.migrations().stream()
                .map(Migration::apply)
                .map(Script::text)
                .flatMap(text -> new ScriptCut(text).outer().stream())
                .map(ScriptCut.Piece::text);
    }

    List<VersionScripts> versions() {
        return versions;
    }

    /** Every statement of the scripts of these sides, those within anonymous blocks included. */
    Stream<Spot> spots(Side... sides) {
        return versions.stream()
                .flatMap(scripts -> Arrays.stream(sides)
                        .flatMap(side -> scripts.cut(side).stream()
                                .flatMap(cut -> cut.all().stream().map(piece -> new Spot(scripts, side, cut, piece)))));
    }

    /** Whether a mutation changes any file. */
    boolean isChange(Mutation mutation) {
        return mutation.files().entrySet().stream()
                .anyMatch(file -> !Optional.ofNullable(texts.get(file.getKey())).equals(file.getValue()));
    }
}
