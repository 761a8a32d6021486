package io.replyx.verify.jupiter;

import io.replyx.verify.archive.likeness.Likeness;
import io.replyx.verify.archive.likeness.LikenessBuilder;
import io.replyx.verify.archive.likeness.Original;
import io.replyx.verify.archive.likeness.OriginalReader;
import io.replyx.verify.archive.likeness.StartingRows;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.evidence.FixtureRows;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.settings.DatabaseUrl;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * How a rehearsal begins with what production is like.
 *
 * @param url production
 * @param limits what reading it may cost
 */
record LikeProduction(
        DatabaseUrl url, ReadLimits limits, Subject subject, PhaseClock clock, Consumer<String> progress) {

    /**
     * Read production, build its like, and stand there before the first pending version.
     *
     * @param server the server to build it on, looked for once production is read
     */
    Rehearsal begin(ReadOnlyDatabase production, ServerFacts facts, Standing start, Supplier<Server> server)
            throws SQLException {
        OriginalReader reader = new OriginalReader(url, production, limits);
        Original original = clock.time("read production", () -> reader.read(facts, start.catalog(), progress));
        // Nobody has to put up with an idle session while versions are rehearsed.
        production.close();
        List<Migration> inPlace = subject.directory().migrations().stream()
                .filter(migration -> !start.pending().contains(migration))
                .toList();
        LikenessBuilder builder = new LikenessBuilder(
                server.get(),
                original,
                start.version(),
                subject.directory().versioned(),
                new StartingRows(new FixtureRows(subject.rows()), inPlace));
        Likeness likeness = clock.time("build what production is like", builder::build);
        return Rehearsal.like(likeness, subject, start.pending(), clock, progress);
    }
}
