package io.replyx.verify.operation;

import io.replyx.verify.assertion.Agreed;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Difference;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.contract.ApprovedCatalog;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.Kept;
import io.replyx.verify.migration.Migration;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.Version;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a review approved for each version of a subject, and how a database differs from that. */
public final class Approved {
    /** What a database has before anything is made in it. */
    private static final Set<String> OF_EVERY_DATABASE = Set.of("extension plpgsql", "schema public");

    private static final Set<String> READING = Set.of("CONNECT", "USAGE", "SELECT");

    private final Subject subject;

    /** What is approved of a subject. */
    public Approved(Subject subject) {
        this.subject = subject;
    }

    /** The approved catalog of a version, or of the database before the first; empty where no review approved one. */
    public Optional<Catalog> of(Optional<Version> version) {
        return version.isPresent() ? read(version.get()) : beforeTheFirst();
    }

    private Optional<Catalog> read(Version version) {
        return Optional.of(subject.approvedCatalogFile(version))
                .filter(Files::exists)
                .map(file -> ApprovedCatalog.read(file).catalog());
    }

    private Optional<Catalog> beforeTheFirst() {
        List<Migration> chain = subject.directory().migrations();
        return chain.isEmpty()
                ? Optional.empty()
                : read(chain.get(0).version())
                        .map(first -> Catalog.of(first.objects().stream()
                                .filter(Approved::isOfEveryDatabase)
                                .toList()));
    }

    private static boolean isOfEveryDatabase(CatalogObject object) {
        return OF_EVERY_DATABASE.contains(object.key().toString())
                || object.within()
                        .map(ObjectKey::toString)
                        .filter(OF_EVERY_DATABASE::contains)
                        .isPresent()
                || (object.kind() == ObjectKind.COMMENT && OF_EVERY_DATABASE.contains(object.name()));
    }

    /** How a database differs from a catalog, without what the contract agrees to and without privileges to read. */
    CatalogDiff differences(Catalog have, Catalog want) {
        CatalogDiff whole = CatalogDiff.between(have.portable(), want.portable());
        return Agreed.by(subject.contract()).without(whole).without(Approved::isForReading);
    }

    /** Whoever looks at a database may have been given this, and nothing of what changes depends on it. */
    private static boolean isForReading(Difference difference) {
        return difference.change() == Change.EXTRA
                && difference.object() instanceof Grant grant
                && READING.containsAll(grant.privileges());
    }

    /**
     * How a database differs from the approved catalog of a version, without what the contract agrees to, what undos of
     * later versions declare to leave behind, and what no script can restore, as the place of a column.
     *
     * @return empty where no catalog is approved
     */
    public Optional<CatalogDiff> differences(Catalog have, Optional<Version> version) {
        Kept kept = Kept.by(undosAbove(version));
        return of(version).map(want -> kept.without(differences(have, want)).without(Difference::cosmetic));
    }

    private List<Script> undosAbove(Optional<Version> version) {
        return subject.directory().migrations().stream()
                .filter(migration -> version.filter(v -> migration.version().compareTo(v) <= 0)
                        .isEmpty())
                .flatMap(migration -> migration.undo().stream())
                .toList();
    }
}
