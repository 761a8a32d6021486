package io.replyx.verify.archive;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.ServerArchive;
import io.replyx.verify.database.ToolFailed;
import io.replyx.verify.evidence.SearchAnswer;
import io.replyx.verify.evidence.SearchProbe;
import io.replyx.verify.evidence.Thinning;
import io.replyx.verify.evidence.Workbench;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dumps a copy of a disposable database, destroys it, restores it and compares what came back. */
public final class RestoreDrill {
    private final RehearsalDatabases databases;
    private final List<DrilledSearch> searches;

    /**
     * Prepare a drill.
     *
     * @param searches those whose answers are compared
     */
    public RestoreDrill(RehearsalDatabases databases, List<DrilledSearch> searches) {
        this.databases = databases;
        this.searches = List.copyOf(searches);
    }

    /** What a database holds, and what it answers. */
    private record Look(Contents contents, List<List<String>> vectors, List<Optional<SearchAnswer>> answers) {}

    /**
     * Go through it.
     *
     * @param original a database that nobody is connected to; it stays as it is
     * @param catalog its catalog
     * @throws io.replyx.verify.database.NoUsableDatabase when no programs fit the server
     */
    public DrillEvidence of(DisposableDatabase original, Catalog catalog) throws SQLException {
        DisposableDatabase lost = databases.clone(original, "drill");
        thin(lost);
        Look before;
        try (ServerArchive archive = databases.server().archive(lost.name())) {
            before = look(lost, List.of());
            lost.close();
            return restored(archive, before, catalog);
        } catch (ToolFailed failed) {
            return DrillEvidence.failed(String.valueOf(failed.getMessage()));
        } finally {
            lost.close();
        }
    }

    private static void thin(DisposableDatabase copy) throws SQLException {
        try (Connection connection = copy.openAsAdmin()) {
            Thinning.of(connection);
        }
    }

    private DrillEvidence restored(ServerArchive archive, Look before, Catalog catalog) throws SQLException {
        try (DisposableDatabase restored = databases.create("restored")) {
            archive.restoreInto(restored.name());
            putBack(restored, before.contents());
            Catalog now;
            try (Connection connection = restored.openAsAdmin()) {
                now = new CatalogReader(Workbench.BOOKKEEPING).read(connection);
            }
            // A subscription that was restored takes no changes until somebody enables it.
            CatalogDiff diff = CatalogDiff.between(now, catalog)
                    .without(difference -> difference.kind() == ObjectKind.SUBSCRIPTION);
            return compared(before, look(restored, before.vectors()), diff, now.size());
        }
    }

    private DrillEvidence compared(Look before, Look after, CatalogDiff diff, int objects) {
        ContentsComparison contents = ContentsComparison.of(before.contents(), after.contents());
        List<String> differences = new ArrayList<>(contents.broken());
        for (int i = 0; i < searches.size(); i++) {
            new SearchComparison(searches.get(i))
                    .difference(before.answers().get(i), after.answers().get(i))
                    .ifPresent(differences::add);
        }
        int examined = objects
                + before.contents().tables().size()
                + before.contents().sequences().size()
                + searches.size();
        return new DrillEvidence(Optional.empty(), diff, differences, contents.notes(), examined);
    }

    /** What a dump leaves out: settings, grants, limit and comment of the database. */
    private static void putBack(DisposableDatabase restored, Contents contents) throws SQLException {
        try (Connection connection = restored.openAsAdmin();
                Statement statement = connection.createStatement()) {
            PropertiesSql sql = new PropertiesSql(restored.name(), DatabaseProperties.read(connection), contents);
            for (String each : sql.statements()) {
                statement.execute(each);
            }
        }
    }

    /** @param vectors those to ask for, for each search; a few of the table's own where none are given */
    private Look look(DisposableDatabase database, List<List<String>> vectors) throws SQLException {
        try (Connection connection = database.openAsAdmin()) {
            Contents contents = Contents.read(connection);
            SearchProbe probe = new SearchProbe(connection);
            List<List<String>> asked = new ArrayList<>(vectors);
            List<Optional<SearchAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < searches.size(); i++) {
                DrilledSearch search = searches.get(i);
                if (vectors.isEmpty()) {
                    asked.add(probe.vectors(search.query()));
                }
                answers.add(probe.ask(search.query(), asked.get(i), search.productionRows()));
            }
            return new Look(contents, asked, answers);
        }
    }
}
