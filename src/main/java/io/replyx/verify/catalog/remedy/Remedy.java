package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.Sequence;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which statement would put a difference right. */
public final class Remedy {
    private static final String NO_STATEMENT =
            "-- no statement of its own: take it from the script of the version that makes it";

    private final Drift drift;
    private final Follows follows;
    private final List<Index> indexes = new ArrayList<>();

    /**
     * Prepare to put differences right.
     *
     * @param want the catalog that the database should have
     * @param differences all of them, since what comes or goes with another object needs no statement
     */
    public Remedy(Catalog want, List<Difference> differences) {
        this.drift = new Drift(want, differences);
        this.follows = new Follows(drift);
        differences.stream()
                .filter(difference -> difference.change() == Change.DIFFERENT)
                .map(Difference::object)
                .filter(Index.class::isInstance)
                .map(Index.class::cast)
                .forEach(indexes::add);
    }

    /** The statements, one a line; empty where another difference's statement does it as well. */
    public Optional<String> of(Difference difference) {
        return statements(difference).filter(text -> !text.isEmpty()).map(Names::withOwner);
    }

    private Optional<String> statements(Difference difference) {
        CatalogObject object = difference.object();
        return switch (difference.change()) {
            case EXTRA ->
                goesAlong(object) || follows.goes(object)
                        ? Optional.empty()
                        : Optional.of(follows.before(object) + Drops.of(object));
            case MISSING ->
                comesAlong(object)
                        ? Optional.empty()
                        : Optional.of(indexInTheWay(object)
                                + new Creates(drift).of(object).orElse(NO_STATEMENT));
            case DIFFERENT ->
                servesWhatIsMissing(object)
                        ? Optional.empty()
                        : drift.want(object)
                                .flatMap(wanted -> new Alters(drift).of(object, wanted, difference.attributes()))
                                .or(() -> Optional.of(NO_STATEMENT));
        };
    }

    private boolean goesAlong(CatalogObject object) {
        return object.within().filter(drift::comesOrGoes).isPresent();
    }

    /** A table is made with its columns and constraints; what else hangs on it is made afterwards. */
    private boolean comesAlong(CatalogObject object) {
        return switch (object.kind()) {
            case COLUMN -> goesAlong(object) || follows.isOfChangedType((Column) object);
            case CONSTRAINT -> goesAlong(object);
            case TABLE -> follows.comes((Table) object);
            case SEQUENCE -> follows.comes((Sequence) object);
            case INDEX -> object.attributes().getOrDefault("constraint", "").length() > 0;
            default -> follows.hangsOnTableOfServer(object);
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
                && drift.want(object)
                        .filter(wanted -> wanted instanceof Index other
                                && !other.constraint().isEmpty())
                        .isPresent();
    }
}
