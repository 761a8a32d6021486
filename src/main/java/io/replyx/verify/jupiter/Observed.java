package io.replyx.verify.jupiter;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.settings.Mode;
import java.util.List;
import java.util.Optional;

/**
 * The database that read-only specifications look at: production, or the rehearsal's at the end of its chain.
 *
 * @param database the way to it, which cannot write
 * @param catalog what it consists of
 * @param version the version that it is at
 * @param mode where it is
 * @param reader the role that looks at production, whose privileges to read are nobody's concern; empty in a rehearsal
 *     that begins with nothing
 * @param remarks what is otherwise here than in the production that a rehearsal takes after
 */
public record Observed(
        ReadOnlyDatabase database,
        Catalog catalog,
        DatabaseVersion version,
        Mode mode,
        Optional<String> reader,
        List<String> remarks) {

    public Observed {
        remarks = List.copyOf(remarks);
    }

    /** Whether it was made for this run, so that it says nothing of the server that production runs on. */
    public boolean rehearsed() {
        return mode == Mode.REHEARSAL;
    }
}
