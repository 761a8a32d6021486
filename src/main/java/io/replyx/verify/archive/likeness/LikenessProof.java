package io.replyx.verify.archive.likeness;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKind;
import java.util.List;
import java.util.Set;

/** Finds out how a database that was built differs from the one that it should be like. */
final class LikenessProof {
    /** What the server does not take of the first two is told one by one where it is made; the others stay where they are. */
    private static final Set<ObjectKind> NOT_COMPARED = Set.of(
            ObjectKind.SETTING,
            ObjectKind.EXTENSION,
            ObjectKind.USER_MAPPING,
            ObjectKind.SUBSCRIPTION,
            ObjectKind.SECURITY_LABEL,
            ObjectKind.DATABASE);

    private LikenessProof() {}

    /** What a version could come upon, a line each; not what hangs on an extension, which may be of another version here. */
    static List<String> differences(Catalog built, Catalog original) {
        return CatalogDiff.between(ofAnyServer(built), ofAnyServer(original))
                .without(Difference::cosmetic)
                .without(difference -> NOT_COMPARED.contains(difference.kind()) || hangsOnExtension(difference))
                .differences()
                .stream()
                .map(Difference::describe)
                .toList();
    }

    /** Owners stay as they are: they have the same names on both sides. */
    private static Catalog ofAnyServer(Catalog catalog) {
        return Catalog.of(
                catalog.objects().stream().map(CatalogObject::portable).toList());
    }

    private static boolean hangsOnExtension(Difference difference) {
        return difference
                .object()
                .within()
                .filter(key -> key.kind() == ObjectKind.EXTENSION)
                .isPresent();
    }
}
