package io.replyx.verify.specs.state;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.migration.Checksum;
import io.replyx.verify.migration.DatabaseVersion;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.SchemaHistory;
import io.replyx.verify.migration.SchemaHistory.Row;
import io.replyx.verify.migration.Version;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(45)
@DisplayName("The schema history of the database")
class HistorySpec {

    @Test
    @Rule("MIG-008")
    void the_schema_history_agrees_with_the_scripts(Subject subject, Observed observed, Check check) {
        DatabaseVersion version = observed.version();
        if (version.known()) {
            version.pending().forEach(migration -> check.found(pending(migration, version)));
        }
        if (version.history().isEmpty()) {
            throw Check.notVerified("the database has no Flyway history (" + version.source() + ")");
        }
        SchemaHistory history = version.history().get();
        check.each(
                history.failed(),
                row -> "version " + row.script(),
                row -> check.found(Finding.broken(
                        "version " + row.version().map(Version::toString).orElse("?"),
                        row.script() + " failed and was not repaired: see what it left behind, then flyway repair")));
        for (Map.Entry<Version, Row> entry : history.inPlace().entrySet()) {
            check.examines(1);
            judge(subject, entry.getKey(), entry.getValue()).ifPresent(check::found);
        }
    }

    private static Finding pending(Migration migration, DatabaseVersion version) {
        return Finding.note(
                "version " + migration.version(),
                "version " + migration.version() + " (" + migration.description() + ") is pending: the database is at "
                        + version.source());
    }

    private static Optional<Finding> judge(Subject subject, Version version, Row row) {
        Optional<Migration> migration = subject.directory().find(version);
        if (migration.isEmpty()) {
            return row.type().equals("BASELINE")
                    ? Optional.empty()
                    : Optional.of(Finding.broken(
                            "version " + version,
                            "extra: the database has had version " + version + " (" + row.script()
                                    + "), which is not among the scripts"));
        }
        int want = Checksum.of(migration.get().apply());
        boolean changed = row.checksum().filter(have -> have != want).isPresent()
                && row.type().equals("SQL");
        return changed
                ? Optional.of(Finding.broken(
                                "version " + version,
                                row.script() + " was changed after it was applied\n  have: checksum "
                                        + row.checksum().get() + " in the database\n  want: checksum " + want
                                        + " of the script")
                        .in(subject.directory().shown(migration.get().apply().path()), Optional.empty()))
                : Optional.empty();
    }
}
