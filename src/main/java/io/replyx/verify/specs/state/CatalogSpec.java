package io.replyx.verify.specs.state;

import static io.replyx.verify.assertion.VerifyAssertions.assertThat;

import io.replyx.verify.assertion.Agreed;
import io.replyx.verify.assertion.DriftFindings;
import io.replyx.verify.assertion.Finding;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.Table;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.KnownDrift;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.jupiter.Attachment;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.migration.Migration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(50)
@DisplayName("The catalog of the database")
class CatalogSpec {

    @Test
    @Rule("CAT-001")
    void the_database_has_the_catalog_that_was_approved_for_its_version(
            Subject subject, Observed observed, Check check) {
        observed.remarks().forEach(remark -> check.found(Finding.note("rehearsal", remark)));
        if (!subject.hasApprovedCatalogs()) {
            throw Check.notVerified("the subject has no fixtures/catalog");
        }
        check.examines(observed.catalog().size());
        Optional<Migration> migration = observed.version().migration();
        if (migration.isEmpty()) {
            check.found(Finding.broken(
                    "version of the database",
                    "cannot be told, so that no approved catalog can be compared with it ("
                            + observed.version().source() + ")"));
            return;
        }
        Path file = subject.approvedCatalogFile(migration.get().version());
        if (!Files.exists(file)) {
            check.found(Finding.broken(
                    "catalog of version " + migration.get().version(),
                    "no catalog is approved for the version that the database is at (" + file + " is not there)"));
            return;
        }
        Catalog want = ApprovedCatalog.read(file).catalog().portable();
        CatalogDiff whole = CatalogDiff.between(observed.catalog().portable(), want);
        Agreed agreed = Agreed.by(subject.contract());
        CatalogDiff diff = observed.reader().map(agreed::readBy).orElse(agreed).without(whole);
        check.attach(Attachment.text(
                "Catalog compared with the approved one", diff.isEmpty() ? "no difference" : diff.describe()));
        List<KnownDrift> known = subject.contract().map(Contract::knownDrift).orElse(List.of());
        new DriftFindings(known, LocalDate.now(ZoneOffset.UTC)).of(diff, want).forEach(check::found);
    }

    @Test
    @Rule("CAT-004")
    void no_index_is_invalid(Observed observed, Check check) {
        check.each(
                observed.catalog().indexes(),
                index -> "index " + index.name(),
                index -> assertThat(index).isValid().isReady());
    }

    @Test
    @Rule("CAT-005")
    void every_table_has_a_primary_key(Observed observed, Check check) {
        Set<String> keyed = observed.catalog().constraints().stream()
                .filter(Constraint::isPrimaryKey)
                .map(Constraint::table)
                .collect(Collectors.toSet());
        List<Table> own = observed.catalog().tables().stream()
                .filter(table -> !table.form().equals("foreign table"))
                .toList();
        check.each(own, table -> "table " + table.name(), table -> {
            if (!keyed.contains(table.name())) {
                check.found(withoutKey(table));
            }
        });
    }

    private static Finding withoutKey(Table table) {
        return Finding.broken(
                "table " + table.name(),
                "missing: primary key of table " + table.name()
                        + "; without one rows cannot be told apart, replicated or repaired");
    }

    static Optional<Index> index(Observed observed, String name) {
        return observed.catalog().indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst();
    }
}
