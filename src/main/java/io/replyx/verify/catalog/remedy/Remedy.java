package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says which statement would put a difference right. */
public final class Remedy {
    private static final String NO_STATEMENT =
            "-- no statement of its own: take it from the script of the version that makes it";

    private final Catalog want;
    private final Set<ObjectKey> comeOrGo = new HashSet<>();

    /**
     * Prepare to put differences right.
     *
     * @param want the catalog that the database should have
     * @param differences all of them, since what comes or goes with another object needs no statement
     */
    public Remedy(Catalog want, List<Difference> differences) {
        this.want = want;
        differences.stream()
                .filter(difference -> difference.change() != Change.DIFFERENT)
                .forEach(difference -> comeOrGo.add(difference.object().key()));
    }

    /** The statements, one a line; empty where another difference's statement does it as well. */
    public Optional<String> of(Difference difference) {
        CatalogObject object = difference.object();
        return switch (difference.change()) {
            case EXTRA -> goesAlong(object) ? Optional.empty() : Optional.of(Drops.of(object));
            case MISSING ->
                comesAlong(object)
                        ? Optional.empty()
                        : Optional.of(new Creates(want).of(object).orElse(NO_STATEMENT));
            case DIFFERENT ->
                want.find(object.kind(), object.name())
                        .flatMap(wanted -> new Alters(want).of(object, wanted, difference.attributes()))
                        .or(() -> Optional.of(NO_STATEMENT));
        };
    }

    private boolean goesAlong(CatalogObject object) {
        return object.within().filter(comeOrGo::contains).isPresent();
    }

    /** A table is made with its columns and constraints; what else hangs on it is made afterwards. */
    private boolean comesAlong(CatalogObject object) {
        return switch (object.kind()) {
            case COLUMN, CONSTRAINT -> goesAlong(object);
            case INDEX -> object.attributes().getOrDefault("constraint", "").length() > 0;
            default -> false;
        };
    }
}
