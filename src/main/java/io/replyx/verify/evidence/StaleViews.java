package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for materialized views that an undo left as its version had made them. */
final class StaleViews {
    private final Connection before;
    private final Connection now;

    /** Compare two databases, over connections of a role that may read every view. */
    StaleViews(Connection before, Connection now) {
        this.before = before;
        this.now = now;
    }

    /** The materialized views that can be read in both databases. */
    static List<View> inBoth(Catalog before, Catalog now) {
        return now.views().stream()
                .filter(StaleViews::isFilled)
                .filter(view -> before.find(ObjectKind.VIEW, view.name())
                        .filter(other -> other instanceof View old && isFilled(old))
                        .isPresent())
                .toList();
    }

    private static boolean isFilled(View view) {
        return view.form().equals("materialized view") && view.populated();
    }

    /** Those that are not as they were, and not as a REFRESH would make them either. */
    List<StaleView> among(List<View> views) throws SQLException {
        List<StaleView> stale = new ArrayList<>();
        for (View view : views) {
            if (!digest(before, view.name()).equals(digest(now, view.name())) && givesTheSameAgain(view)) {
                compare(view).ifPresent(stale::add);
            }
        }
        return stale;
    }

    /** A query that asks what time it is gives each time something else. */
    private boolean givesTheSameAgain(View view) throws SQLException {
        String query = "(" + view.query() + ")";
        return digest(now, query).equals(digest(now, query));
    }

    /** The rows, whatever their order. */
    private static String digest(Connection connection, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.concat_ws(' ', count(*), sum(('x'"
                        + " || pg_catalog.substr(pg_catalog.md5(v::text), 1, 16))::pg_catalog.bit(64)"
                        + "::pg_catalog.int8::pg_catalog.numeric)) from " + from + " v")) {
            row.next();
            return row.getString(1);
        }
    }

    private Optional<StaleView> compare(View view) throws SQLException {
        String shows = "select v::text from " + view.name() + " v";
        String gives = "select q::text from (" + view.query() + ") q";
        try (Statement statement = now.createStatement();
                ResultSet row = statement.executeQuery("select (select count(*) from (" + shows + " except all " + gives
                        + ") extra), (select count(*) from (" + gives + " except all " + shows + ") missing)")) {
            row.next();
            StaleView found = new StaleView(view.name(), row.getLong(1), row.getLong(2));
            return Optional.of(found).filter(each -> each.extra() + each.missing() > 0);
        }
    }
}
