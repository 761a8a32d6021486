package io.replyx.verify.power.mutation;

import static io.replyx.verify.power.mutation.Side.APPLY;
import static io.replyx.verify.power.mutation.Side.UNDO;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Versions that are exchanged, misnamed, without a way back, or edited after they were applied. */
final class ChainOperators {
    private ChainOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                new MutationOperator(
                        "versions-swapped",
                        "Two versions stand in the other order.",
                        material -> neighbours(material).map(pair -> swapped(pair.get(0), pair.get(1)))),
                new MutationOperator(
                        "undo-of-another-version",
                        "An undo takes back another version.",
                        material -> neighbours(material).flatMap(pair -> otherUndo(pair.get(0), pair.get(1)))),
                Shapes.versions(
                        "undo-file-missing",
                        "A version has no undo.",
                        scripts -> scripts.cut(UNDO).stream()
                                .map(cut -> Mutation.of(
                                        scripts.version(),
                                        scripts.file(UNDO),
                                        Optional.empty(),
                                        "the undo is missing",
                                        scripts.object()))),
                Shapes.versions(
                        "apply-file-missing",
                        "A version is missing, and its undo is there.",
                        scripts -> Stream.of(Mutation.of(
                                scripts.version(),
                                scripts.file(APPLY),
                                Optional.empty(),
                                "the version's script is missing",
                                scripts.object()))),
                Shapes.versions(
                        "version-left-out",
                        "A version is misnamed with one underscore.",
                        scripts ->
                                Stream.of(renamed(scripts, scripts.file(APPLY).replaceFirst("__", "_")))),
                Shapes.versions(
                        "version-with-a-gap",
                        "A version has a number that leaves others out.",
                        scripts -> Stream.of(renamed(
                                scripts,
                                scripts.file(APPLY)
                                        .replaceFirst("/V" + scripts.version(), "/V9" + scripts.version())))),
                Shapes.versions(
                        "version-twice",
                        "Two scripts have the same version.",
                        scripts -> Stream.of(Mutation.of(
                                scripts.version(),
                                scripts.file(APPLY).replaceFirst("\\.sql$", "_again.sql"),
                                Optional.of("SELECT 1;\n"),
                                "a second script has its version",
                                scripts.object()))),
                Shapes.versions(
                        "script-in-upper-case",
                        "A script's name ends in capitals.",
                        scripts ->
                                Stream.of(renamed(scripts, scripts.file(APPLY).replaceFirst("\\.sql$", ".SQL")))),
                edited(
                        "applied-version-comment",
                        "A comment of an applied version is edited.",
                        cut -> Optional.of(cut.script() + "-- Edited later.\n")),
                edited(
                        "applied-version-blank",
                        "Blanks of an applied version are edited.",
                        cut -> Optional.of(cut.script().replaceFirst("\n\n", "\n \n"))),
                edited(
                        "applied-version-statement",
                        "An applied version gets a statement more.",
                        cut -> Optional.of(cut.appended("SELECT 1"))),
                edited(
                        "applied-version-shorter",
                        "An applied version loses a statement.",
                        cut -> cut.outer().isEmpty()
                                ? Optional.empty()
                                : Optional.of(
                                        cut.without(cut.outer().get(cut.outer().size() - 1)))));
    }

    private static Stream<List<VersionScripts>> neighbours(Material material) {
        List<VersionScripts> versions = material.versions();
        return IntStream.range(1, versions.size()).mapToObj(i -> List.of(versions.get(i - 1), versions.get(i)));
    }

    private static Mutation swapped(VersionScripts first, VersionScripts second) {
        Mutation mutation = exchange(first, second, APPLY)
                .and(second.file(APPLY), first.cut(APPLY).map(ScriptCut::script));
        if (first.cut(UNDO).isPresent() && second.cut(UNDO).isPresent()) {
            mutation = mutation.and(first.file(UNDO), second.cut(UNDO).map(ScriptCut::script))
                    .and(second.file(UNDO), first.cut(UNDO).map(ScriptCut::script));
        }
        return withSettings(withSettings(mutation, first, second), second, first);
    }

    private static Mutation exchange(VersionScripts first, VersionScripts second, Side side) {
        return Mutation.of(
                first.version(),
                first.file(side),
                second.cut(side).map(ScriptCut::script),
                "versions " + first.version() + " and " + second.version() + " are exchanged",
                first.object());
    }

    /** A script takes along whether it runs in a transaction. */
    private static Mutation withSettings(Mutation mutation, VersionScripts to, VersionScripts from) {
        Mutation with = mutation;
        for (Side side : Side.values()) {
            if (from.cut(side).isPresent()
                    && to.cut(side).isPresent()
                    && from.transactional(side) != to.transactional(side)) {
                with = with.and(
                        to.file(side) + ".conf",
                        from.transactional(side) ? Optional.empty() : Optional.of("executeInTransaction=false\n"));
            }
        }
        return with;
    }

    private static Stream<Mutation> otherUndo(VersionScripts first, VersionScripts second) {
        return first.cut(UNDO).isPresent() && second.cut(UNDO).isPresent()
                ? Stream.of(second.with(
                        UNDO,
                        first.cut(UNDO).get().script(),
                        "the undo is that of version " + first.version(),
                        second.object()))
                : Stream.empty();
    }

    private static Mutation renamed(VersionScripts scripts, String file) {
        Mutation gone = Mutation.of(
                scripts.version(),
                scripts.file(APPLY),
                Optional.empty(),
                "the script is called " + file,
                scripts.object());
        return gone.and(file, scripts.cut(APPLY).map(ScriptCut::script));
    }

    private static MutationOperator edited(
            String name, String sentence, java.util.function.Function<ScriptCut, Optional<String>> change) {
        return Shapes.versions(
                name,
                sentence,
                scripts -> scripts.cut(APPLY).flatMap(change).stream()
                        .map(text -> scripts.with(APPLY, text, "edited after it was applied", scripts.object())
                                .in(Trial.PRODUCTION)));
    }
}
