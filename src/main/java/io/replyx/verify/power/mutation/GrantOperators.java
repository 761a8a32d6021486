package io.replyx.verify.power.mutation;

import io.replyx.verify.power.mutation.Shapes.Addition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Privileges that are granted to more, to fewer, or to others. */
final class GrantOperators {
    private static final Pattern GRANT = Pattern.compile("(?is)grant\\b.*");

    private GrantOperators() {}

    static List<MutationOperator> all() {
        return List.of(
                Shapes.appliedTo(
                        "table-granted-to-all",
                        "Everybody may read a new table.",
                        table -> grant("GRANT SELECT ON " + table.name() + " TO PUBLIC", "grants to everybody", table)),
                Shapes.appendedFor(
                        "old-table-granted-to-all",
                        "Everybody may change a table that was there.",
                        table -> grant("GRANT UPDATE ON " + table.name() + " TO PUBLIC", "grants to everybody", table),
                        Shapes.BOTH),
                Shapes.appliedTo(
                        "table-not-granted",
                        "The owner has lost a privilege on a new table.",
                        table -> grant(
                                "REVOKE TRUNCATE ON " + table.name() + " FROM CURRENT_USER",
                                "revokes from the owner",
                                table)),
                Shapes.appendedFor(
                        "old-table-not-granted",
                        "The owner has lost a privilege on a table that was there.",
                        table -> grant(
                                "REVOKE DELETE ON " + table.name() + " FROM CURRENT_USER",
                                "revokes from the owner",
                                table),
                        Shapes.BOTH),
                Shapes.appliedTo(
                        "column-granted-to-all",
                        "Everybody may read a column.",
                        table -> table.column(column -> !column.serial())
                                .map(column -> new Addition(
                                        "GRANT SELECT (" + column.name() + ") ON " + table.name() + " TO PUBLIC",
                                        "grants " + table.name() + "." + column.name() + " to everybody",
                                        "column " + table.name() + "." + column.name()))),
                Shapes.appliedTo(
                        "sequence-granted-to-all",
                        "Everybody may use a sequence.",
                        table -> table.column(ColumnPart::serial)
                                .map(column -> new Addition(
                                        "GRANT USAGE ON SEQUENCE " + TableOperators.sequence(table, column)
                                                + " TO PUBLIC",
                                        "grants " + TableOperators.sequence(table, column) + " to everybody",
                                        "sequence " + TableOperators.sequence(table, column)))),
                Shapes.everywhere(
                        "default-privileges",
                        "Everybody may read the tables that will come.",
                        new Addition(
                                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC",
                                "grants future tables to everybody",
                                "schema public"),
                        Shapes.BOTH),
                Shapes.everywhere(
                        "schema-granted-to-all",
                        "Everybody may create objects in the schema.",
                        new Addition(
                                "GRANT CREATE ON SCHEMA public TO PUBLIC",
                                "grants the schema to everybody",
                                "schema public"),
                        Shapes.BOTH),
                Shapes.everywhere(
                        "database-granted-to-all",
                        "Everybody may create schemas.",
                        new Addition(
                                "DO $grant$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO PUBLIC', current_database());"
                                        + " END $grant$",
                                "grants the database to everybody", "database"),
                        Shapes.BOTH),
                Shapes.statements(
                        "grant-to-all",
                        "A privilege is granted to everybody.",
                        spot -> rewritten(spot, "(?is)\\bto\\s+" + Names.NAME + "(?=\\s*(with\\b.*)?$)", "TO PUBLIC"),
                        Shapes.BOTH),
                Shapes.statements(
                        "grant-passed-on",
                        "A privilege may be passed on.",
                        spot -> rewritten(spot, "(?s)$", " WITH GRANT OPTION"),
                        Shapes.BOTH),
                Shapes.statements(
                        "grant-of-less",
                        "A privilege is missing from a grant.",
                        spot -> rewritten(spot, "(?is)^grant\\s+\\w+\\s*,", "GRANT "),
                        Shapes.BOTH));
    }

    private static Optional<Addition> grant(String sql, String change, TableSketch table) {
        return Optional.of(new Addition(sql, change + ": " + table.name(), table.object()));
    }

    private static Stream<Mutation> rewritten(Spot spot, String pattern, String replacement) {
        if (!GRANT.matcher(spot.text()).matches()) {
            return Stream.empty();
        }
        String other = spot.text().replaceFirst(pattern, replacement);
        return other.equals(spot.text()) ? Stream.empty() : Stream.of(spot.becoming(other, "becomes: " + other));
    }
}
