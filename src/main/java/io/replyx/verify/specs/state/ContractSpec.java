package io.replyx.verify.specs.state;

import static io.replyx.verify.assertion.VerifyAssertions.assertThat;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.Extension;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Contract.CriticalIndex;
import io.replyx.verify.database.Sql;
import io.replyx.verify.evidence.access.FilledTable;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.NotByLikeness;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.migration.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(60)
@DisplayName("What the contract asks of the database")
class ContractSpec {

    @Test
    @Rule("CAT-002")
    void every_extension_is_there_in_a_version_without_known_holes(Contract contract, Observed observed, Check check) {
        check.each(contract.extensions(), extension -> "extension " + extension.name(), want -> {
            Optional<Extension> have = observed.catalog().extensions().stream()
                    .filter(extension -> extension.name().equals(want.name()))
                    .findFirst();
            if (have.isEmpty()) {
                check.found(Finding.broken("extension " + want.name(), "missing: extension " + want.name()));
            } else {
                version(want, have.get()).ifPresent(check::found);
            }
        });
    }

    private static Optional<Finding> version(Contract.Extension want, Extension have) {
        Optional<Version> minimum = want.minimum().flatMap(Version::parse);
        Optional<Version> version = Version.parse(have.version());
        boolean old = minimum.isPresent() && (version.isEmpty() || version.get().compareTo(minimum.get()) < 0);
        return old
                ? Optional.of(Finding.broken(
                        "extension " + want.name(),
                        "extension " + want.name() + " has a version with known holes\n  have: " + have.version()
                                + "\n  want: " + minimum.get() + " or newer (install it, then ALTER EXTENSION "
                                + want.name() + " UPDATE)"))
                : Optional.empty();
    }

    @Test
    @Rule("CAT-003")
    void every_critical_index_is_there_valid_ready_and_defined_as_agreed(
            Contract contract, Observed observed, Check check) {
        List<CriticalIndex> due = contract.criticalIndexes().stream()
                .filter(index -> observed.version().has(index.since()))
                .toList();
        if (due.isEmpty() && !contract.criticalIndexes().isEmpty()) {
            throw Check.notVerified("the database is at a version before the first critical index ("
                    + observed.version().source() + ")");
        }
        check.each(due, index -> "index " + index.name(), want -> {
            Optional<Index> have = CatalogSpec.index(observed, want.name());
            if (have.isEmpty()) {
                check.found(Finding.broken(
                        "index " + want.name(), "missing: index " + want.name() + "\n  want: " + want.definition()));
            } else {
                check.that("index " + want.name(), () -> assertThat(have.get()).isValid());
                check.that("index " + want.name(), () -> assertThat(have.get()).isReady());
                check.that("index " + want.name(), () -> assertThat(have.get()).isDefinedAs(want.definition()));
            }
        });
    }

    @Test
    @NotByLikeness("verified in production: none of its rows are here")
    @Rule("CAT-006")
    void tables_that_the_application_fills_hold_rows(Contract contract, Observed observed, Check check) {
        String role = observed.database().role();
        check.each(contract.filledTables(), table -> "table " + table, table -> {
            switch (observed.database().read(connection -> FilledTable.sightOf(table, connection))) {
                case NOT_THERE -> check.found(Finding.broken("table " + table, "missing: table " + table));
                case FORBIDDEN ->
                    check.found(Finding.broken(
                            "table " + table,
                            "table " + table + " may not be read by " + role + ", so that nothing is known of its rows:"
                                    + " GRANT SELECT ON " + table + " TO " + Sql.identifier(role)));
                case HIDDEN ->
                    check.found(Finding.broken(
                            "table " + table,
                            "row security shows " + role + " no row of table " + table
                                    + ", whether or not there are any: ALTER ROLE " + Sql.identifier(role)
                                    + " BYPASSRLS, or give it a policy"));
                case SOME_HIDDEN ->
                    check.found(Finding.note(
                            "table " + table,
                            "row security is in force for " + role + " on table " + table
                                    + ": what it sees are the rows that policies show it"));
                case EMPTY -> check.found(Finding.broken("table " + table, "table " + table + " is empty"));
                case ROWS -> {}
            }
        });
    }
}
