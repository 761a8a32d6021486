package io.replyx.verify.archive.likeness;

import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.NoUsableDatabase;
import io.replyx.verify.database.QueryFailed;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.evidence.use.Use;
import io.replyx.verify.evidence.use.UseProbe;
import io.replyx.verify.migration.DatabaseVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a disposable database like one in use, and proves that it is. */
public final class LikenessBuilder {
    private static final int TOLD = 5;

    /** Nobody has drawn from a sequence here; trying out what takes rows has. */
    private static final String RESET_SEQUENCES = """
            select pg_catalog.setval(s.seqrelid::pg_catalog.regclass, s.seqstart, false) from pg_catalog.pg_sequence as s
            """;

    private final Server server;
    private final Original original;
    private final DatabaseVersion version;
    private final Path versioned;
    private final StartingRows rows;
    private final List<String> remarks = new ArrayList<>();

    /**
     * Prepare to build.
     *
     * @param version the version that the original is at
     * @param versioned the folder of versioned scripts
     * @param rows rows that may be put into it
     */
    public LikenessBuilder(
            Server server, Original original, DatabaseVersion version, Path versioned, StartingRows rows) {
        this.server = server;
        this.original = original;
        this.version = version;
        this.versioned = versioned;
        this.rows = rows;
    }

    /**
     * Build it; what was made is taken away again when that fails.
     *
     * @throws NoUsableDatabase when the server cannot hold it
     */
    public Likeness build() throws SQLException {
        requireNewEnough();
        LikenessContents contents = new LikenessContents(original, version, versioned);
        ServerLikeness ofServer = new ServerLikeness(server, original);
        RehearsalDatabases databases = RehearsalDatabases.like(server, original.deployer(), original.roles());
        try {
            remarks.addAll(ofServer.makeAlike());
            DisposableDatabase database = empty(databases);
            contents.putInto(database);
            remarks.addAll(contents.remarks());
            Catalog catalog = proved(database);
            Use use = triedOut(database);
            Optional<String> noRows = rows.putInto(database);
            PlannerFacts planning = new PlannerFacts(original.rows(), original.shapes());
            planning.stateIn(database);
            return new Likeness(original.reader(), databases, database, catalog, remarks, use, noRows, planning);
        } catch (CannotHold unfit) {
            databases.close();
            throw cannotHold(unfit.reasons(), String.valueOf(unfit.getMessage()));
        } catch (SQLException | RuntimeException failed) {
            databases.close();
            throw failed;
        }
    }

    private void requireNewEnough() {
        ServerFacts have = server.facts();
        ServerFacts want = original.facts();
        if (have.major() < want.major()) {
            throw new NoUsableDatabase("The rehearsal server has PostgreSQL " + have.version() + ", production "
                    + want.version() + ": a schema cannot be built on an older server. Rehearse on"
                    + " --image pgvector/pgvector:pg" + want.major() + ", or a newer one.");
        }
        if (have.major() > want.major()) {
            remarks.add("production has PostgreSQL " + want.version() + ", the rehearsal server " + have.version()
                    + "; --image pgvector/pgvector:pg" + want.major() + " is nearer to it");
        }
        if (have.major() < PlannerFacts.TAKES_SHAPES) {
            remarks.add("the planner knows production's row counts, but not its columns: PostgreSQL " + have.major()
                    + " takes no statistics that it did not gather, as 18 does");
        }
    }

    private DisposableDatabase empty(RehearsalDatabases databases) {
        DatabaseProperties like = original.properties();
        DisposableDatabase database;
        try {
            database = databases.create("like", like.texts());
        } catch (QueryFailed unknown) {
            remarks.add("texts are in production " + like.texts().describe()
                    + ", which the rehearsal server does not have: they are sorted otherwise here");
            database = databases.create("like");
        }
        if (!like.owner().equals(original.deployer().name())) {
            databases.giveTo(database, like.owner());
        }
        return database;
    }

    /** What was built is read again: a pass on another schema than production's would say nothing. */
    private Catalog proved(DisposableDatabase database) throws SQLException {
        try (Connection admin = database.openAsAdmin()) {
            Catalog built = new CatalogReader(Workbench.BOOKKEEPING).read(admin);
            List<String> broken = LikenessProof.differences(built, original.catalog());
            if (server.facts().major() == original.facts().major() && !broken.isEmpty()) {
                throw new CannotHold("it would differ from production", broken);
            }
            broken.forEach(line -> remarks.add("otherwise than in production: " + line));
            return built;
        }
    }

    private NoUsableDatabase cannotHold(List<String> reasons, String why) {
        return new NoUsableDatabase("The schema of " + original.facts().origin() + " cannot be built on "
                + server.origin() + "; " + why + ":\n  - "
                + reasons.stream().limit(TOLD).collect(Collectors.joining("\n  - "))
                + (reasons.size() > TOLD ? "\n  and " + (reasons.size() - TOLD) + " more" : "")
                + remarks.stream().map(remark -> "\n  Note: " + remark).collect(Collectors.joining())
                + "\nRehearse on a server with the same extensions: --image IMAGE, or REHEARSAL_SERVER_URL.");
    }

    /** Rows that are taken back leave a page in each table, without which the planner takes none for anything but empty. */
    private static Use triedOut(DisposableDatabase database) throws SQLException {
        Use use;
        try (Connection owner = database.open()) {
            use = UseProbe.use(owner, Workbench.BOOKKEEPING);
        }
        try (Connection admin = database.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute(RESET_SEQUENCES);
        }
        return use;
    }
}
