package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The catalog that should be, and in what a database differs from it. */
final class Drift {
    private final Catalog want;
    private final Map<ObjectKey, Difference> differences;

    Drift(Catalog want, List<Difference> differences) {
        this.want = want;
        this.differences = differences.stream()
                .collect(Collectors.toMap(each -> each.object().key(), each -> each));
    }

    Catalog want() {
        return want;
    }

    Optional<CatalogObject> want(CatalogObject object) {
        return want.find(object.key());
    }

    Optional<Change> change(ObjectKey key) {
        return Optional.ofNullable(differences.get(key)).map(Difference::change);
    }

    boolean is(Change change, ObjectKey key) {
        return change(key).filter(change::equals).isPresent();
    }

    boolean comesOrGoes(ObjectKey key) {
        return change(key).filter(change -> change != Change.DIFFERENT).isPresent();
    }

    /** The object as the database has it. */
    Optional<CatalogObject> have(ObjectKey key) {
        Difference difference = differences.get(key);
        if (difference == null) {
            return want.find(key);
        }
        return difference.change() == Change.MISSING ? Optional.empty() : Optional.of(difference.object());
    }

    /** Objects that differ in this way, as the database has them, or should have them where they are missing. */
    <T extends CatalogObject> Stream<T> all(Change change, Class<T> type) {
        return differences.values().stream()
                .filter(each -> each.change() == change)
                .map(Difference::object)
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** What should be there and is, if not quite as it should. */
    <T extends CatalogObject> Stream<T> kept(Class<T> type) {
        return want.all(type).stream().filter(each -> !is(Change.MISSING, each.key()));
    }
}
