package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.OtherObject;
import io.replyx.verify.catalog.Sequence;
import io.replyx.verify.catalog.Table;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What comes and goes with an object that stays, or is not told as part of the one that does not. */
final class Follows {
    private final Drift drift;

    Follows(Drift drift) {
        this.drift = drift;
    }

    /** A class goes with its family, a server with its wrapper, and an identity column's sequence with the identity. */
    boolean goes(CatalogObject object) {
        if (object instanceof OtherObject other) {
            return carrier(other).filter(key -> drift.is(Change.EXTRA, key)).isPresent();
        }
        if (object instanceof Column column) {
            return isOfChangedType(column);
        }
        return object instanceof Sequence sequence
                && isIdentity(have(sequence))
                && (!isIdentity(want(sequence)) || comesFor(sequence));
    }

    private static Optional<ObjectKey> carrier(OtherObject object) {
        return switch (object.kind()) {
            case OPERATOR_CLASS -> Optional.of(OperatorClassText.familyOf(object));
            case FOREIGN_SERVER ->
                Optional.of(new ObjectKey(
                        ObjectKind.FOREIGN_DATA_WRAPPER, Facts.of(object).value("wrapper")));
            default -> Optional.empty();
        };
    }

    /** The statements that drop what must go before the object does. */
    String before(CatalogObject object) {
        return object.kind() == ObjectKind.FOREIGN_DATA_WRAPPER
                ? drift.all(Change.EXTRA, OtherObject.class)
                        .filter(other -> other.kind() == ObjectKind.FOREIGN_SERVER)
                        .filter(server -> carrier(server).equals(Optional.of(object.key())))
                        .map(server -> Drops.of(server) + "\n")
                        .collect(Collectors.joining())
                : "";
    }

    /** The columns of a typed table come, go and change with the type's attributes. */
    boolean isOfChangedType(Column column) {
        return drift.want()
                .find(ObjectKind.TABLE, column.table())
                .map(table -> new ObjectKey(ObjectKind.TYPE, ((Table) table).ofType()))
                .filter(type -> drift.is(Change.DIFFERENT, type))
                .isPresent();
    }

    /** Whether a foreign table comes with its server, which is missing or must be made anew. */
    boolean comes(Table table) {
        ObjectKey server = new ObjectKey(ObjectKind.FOREIGN_SERVER, TableText.server(table));
        return drift.is(Change.MISSING, server)
                || drift.all(Change.DIFFERENT, OtherObject.class)
                        .filter(have -> have.key().equals(server))
                        .anyMatch(have -> drift.want(have)
                                .filter(want -> ForeignText.isAnother(have, (OtherObject) want))
                                .isPresent());
    }

    /** Whether an object hangs on a foreign table that comes with its server. */
    boolean hangsOnTableOfServer(CatalogObject object) {
        return table(object)
                .flatMap(key -> drift.want().find(key))
                .filter(table ->
                        table instanceof Table foreign && drift.is(Change.MISSING, foreign.key()) && comes(foreign))
                .isPresent();
    }

    /** What is missing with a table and no part of the statement that makes it. */
    Stream<CatalogObject> hangingOn(Table table) {
        return drift.all(Change.MISSING, CatalogObject.class)
                .filter(object -> !(object instanceof Column || object instanceof Constraint))
                .filter(object -> table(object).equals(Optional.of(table.key())));
    }

    private Optional<ObjectKey> table(CatalogObject object) {
        Optional<ObjectKey> within = object.within();
        return within.filter(key -> key.kind() == ObjectKind.COLUMN)
                .flatMap(key -> drift.want().find(key))
                .flatMap(CatalogObject::within)
                .or(() -> within);
    }

    /** The foreign tables that come with a server. */
    Stream<Table> tables(CatalogObject server) {
        return drift.all(Change.MISSING, Table.class)
                .filter(table -> TableText.server(table).equals(server.name()));
    }

    private boolean comesFor(Sequence extra) {
        return drift.all(Change.MISSING, Sequence.class)
                .anyMatch(missing -> missing.ownedBy().equals(extra.ownedBy()));
    }

    /** The sequence of a column is made with the column, or by what makes it an identity column or a plain one. */
    boolean comes(Sequence sequence) {
        Optional<Column> column = want(sequence);
        if (column.isEmpty()) {
            return false;
        }
        return isNew(column.get()) || isIdentity(column) != isIdentity(have(sequence));
    }

    /** The sequence that an identity column has under another name. */
    Optional<Sequence> otherName(Sequence sequence) {
        return isIdentity(want(sequence))
                ? drift.all(Change.EXTRA, Sequence.class)
                        .filter(extra -> extra.ownedBy().equals(sequence.ownedBy()))
                        .findFirst()
                : Optional.empty();
    }

    private boolean isNew(Column column) {
        return drift.is(Change.MISSING, column.key())
                || column.within()
                        .filter(table -> drift.is(Change.MISSING, table))
                        .isPresent();
    }

    private Optional<Column> want(Sequence sequence) {
        return drift.want().find(owner(sequence)).map(Column.class::cast);
    }

    private Optional<Column> have(Sequence sequence) {
        return drift.have(owner(sequence)).map(Column.class::cast);
    }

    private static ObjectKey owner(Sequence sequence) {
        return new ObjectKey(ObjectKind.COLUMN, sequence.ownedBy());
    }

    private static boolean isIdentity(Optional<Column> column) {
        return column.filter(each -> !each.identity().isEmpty()).isPresent();
    }
}
