package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.ObjectKey;
import java.util.ArrayList;
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
    private final List<Index> indexes = new ArrayList<>();

    /**
     * Prepare to put differences right.
     *
     * @param want the catalog that the database should have
     * @param differences all of them, since what comes or goes with another object needs no statement
     */
    public Remedy(Catalog want, List<Difference> differences) {
        this.want = want;
        differences.stream()
                .filter(difference -> difference.change() == Change.DIFFERENT)
                .map(Difference::object)
                .filter(Index.class::isInstance)
                .map(Index.class::cast)
                .forEach(indexes::add);
        differences.stream()
                .filter(difference -> difference.change() != Change.DIFFERENT)
                .forEach(difference -> comeOrGo.add(difference.object().key()));
    }

    /** The statements, one a line; empty where another difference's statement does it as well. */
    public Optional<String> of(Difference difference) {
        return statements(difference).map(Names::withOwner);
    }

    private Optional<String> statements(Difference difference) {
        CatalogObject object = difference.object();
        return switch (difference.change()) {
            case EXTRA -> goesAlong(object) ? Optional.empty() : Optional.of(Drops.of(object));
            case MISSING ->
                comesAlong(object)
                        ? Optional.empty()
                        : Optional.of(indexInTheWay(object)
                                + new Creates(want).of(object).orElse(NO_STATEMENT));
            case DIFFERENT ->
                servesWhatIsMissing(object)
                        ? Optional.empty()
                        : want.find(object.kind(), object.name())
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

    /** A plain index that has the name of a constraint which should be there instead. */
    private String indexInTheWay(CatalogObject object) {
        return object instanceof Constraint constraint
                ? indexes.stream()
                        .filter(index -> index.table().equals(constraint.table())
                                && index.constraint().isEmpty()
                                && index.name().endsWith("." + constraint.constraint()))
                        .map(index -> "DROP INDEX " + index.name() + ";\n")
                        .findFirst()
                        .orElse("")
                : "";
    }

    private boolean servesWhatIsMissing(CatalogObject object) {
        return object instanceof Index index
                && index.constraint().isEmpty()
                && want.find(object.kind(), object.name())
                        .filter(wanted -> wanted instanceof Index other
                                && !other.constraint().isEmpty())
                        .isPresent();
    }
}
