package io.replyx.verify.archive.likeness;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.Extension;
import io.replyx.verify.catalog.ObjectKind;
import java.util.List;
import java.util.Set;

/**
 * How a database that was built differs from the one that it should be like.
 *
 * @param broken what a version could come upon
 * @param notes what was left out with a reason
 */
record LikenessProof(List<String> broken, List<String> notes) {
    /** Settings that the server does not take are told one by one where they are made. */
    private static final Set<ObjectKind> TOLD_BEFORE = Set.of(ObjectKind.SETTING, ObjectKind.EXTENSION);

    static LikenessProof of(Catalog built, Catalog original) {
        Set<String> absent = original.extensions().stream()
                .map(Extension::name)
                .filter(name -> built.extensions().stream()
                        .noneMatch(extension -> extension.name().equals(name)))
                .collect(java.util.stream.Collectors.toSet());
        CatalogDiff diff = CatalogDiff.between(withoutServer(built), withoutServer(original))
                .without(Difference::cosmetic)
                .without(difference -> TOLD_BEFORE.contains(difference.kind()) || hangsOn(absent, difference));
        return new LikenessProof(
                diff.differences().stream().map(Difference::describe).toList(), List.of());
    }

    private static Catalog withoutServer(Catalog catalog) {
        return Catalog.of(
                catalog.objects().stream().map(object -> object.portable()).toList());
    }

    private static boolean hangsOn(Set<String> absent, Difference difference) {
        return difference
                .object()
                .within()
                .filter(key -> absent.stream().anyMatch(name -> key.toString().equals("extension " + name)))
                .isPresent();
    }
}
