package io.replyx.verify.operation;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.Table;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the rows and values that an undo takes away, in the database as it is now. */
final class LossCount {
    private static final Set<ObjectKind> WITH_DATA = Set.of(ObjectKind.TABLE, ObjectKind.COLUMN);
    private static final String ESTIMATE =
            "select c.reltuples::pg_catalog.int8 from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(?)";

    private final ReadOnlyDatabase database;
    private final Catalog catalog;

    LossCount(ReadOnlyDatabase database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /**
     * What goes.
     *
     * @param undo the script, for what it declares
     * @param change how the catalog above the version differs from the one below, where both are approved
     */
    List<Loss> of(Script undo, Optional<CatalogDiff> change) {
        List<ScriptHeader.Entry> declared = undo.header().all(ScriptHeader.Key.LOSSY);
        List<Loss> losses = new ArrayList<>();
        for (CatalogObject gone : gone(change)) {
            losses.add(count(
                    gone,
                    declared.stream().filter(entry -> isAbout(entry, gone)).findFirst()));
        }
        for (ScriptHeader.Entry entry : declared) {
            if (losses.stream().noneMatch(loss -> names(entry, loss.object()))) {
                losses.add(declaredOnly(entry));
            }
        }
        return losses;
    }

    /** Tables, and columns of tables that stay. */
    private List<CatalogObject> gone(Optional<CatalogDiff> change) {
        List<CatalogObject> gone = change.stream()
                .flatMap(diff -> diff.differences().stream())
                .filter(difference -> difference.change() == Change.EXTRA)
                .map(Difference::object)
                .filter(object -> WITH_DATA.contains(object.kind()))
                .filter(object -> catalog.find(object.key()).isPresent())
                .toList();
        Set<String> tables = gone.stream()
                .filter(Table.class::isInstance)
                .map(CatalogObject::name)
                .collect(Collectors.toSet());
        return gone.stream()
                .filter(object -> !(object instanceof Column column && tables.contains(column.table())))
                .toList();
    }

    private static boolean isAbout(ScriptHeader.Entry entry, CatalogObject object) {
        return names(entry, object.key().toString());
    }

    private static boolean names(ScriptHeader.Entry entry, String object) {
        return object.equals(entry.object()) || object.endsWith(" " + entry.object());
    }

    private Loss declaredOnly(ScriptHeader.Entry entry) {
        return WITH_DATA.stream()
                .sorted()
                .flatMap(kind -> catalog.objects(kind).stream())
                .filter(object -> isAbout(entry, object))
                .findFirst()
                .map(object -> count(object, Optional.of(entry)))
                .orElseGet(() -> new Loss(entry.object(), reason(entry), true, Optional.empty(), false));
    }

    private static Optional<String> reason(ScriptHeader.Entry entry) {
        return Optional.of(entry.reason()).filter(text -> !text.isEmpty());
    }

    private Loss count(CatalogObject object, Optional<ScriptHeader.Entry> declared) {
        String table = object instanceof Column column ? column.table() : object.name();
        String what = object instanceof Column column ? "count(" + column.column() + ")" : "count(*)";
        Optional<String> reason = declared.flatMap(LossCount::reason);
        String name = object.key().toString();
        try {
            return new Loss(
                    name,
                    reason,
                    declared.isPresent(),
                    number("select " + what + " from " + table, Optional.empty()),
                    false);
        } catch (ReadTimedOut large) {
            return new Loss(name, reason, declared.isPresent(), number(ESTIMATE, Optional.of(table)), true);
        } catch (QueryFailed refused) {
            return new Loss(name, reason, declared.isPresent(), Optional.empty(), false);
        }
    }

    private Optional<Long> number(String sql, Optional<String> parameter) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                if (parameter.isPresent()) {
                    query.setString(1, parameter.get());
                }
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(row.getLong(1)).filter(count -> count >= 0)
                            : Optional.<Long>empty();
                }
            }
        });
    }
}
