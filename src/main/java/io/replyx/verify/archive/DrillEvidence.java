package io.replyx.verify.archive;

import io.replyx.verify.catalog.CatalogDiff;
import java.util.List;
import java.util.Optional;

/**
 * What a database was after it had been dumped, destroyed and restored.
 *
 * @param failure what pg_dump or pg_restore said where it failed; nothing else was looked at then
 * @param catalog how the restored catalog differs from the one before
 * @param differences what else differs, in lines: rows, sequences, extensions, settings, grants, neighbours
 * @param notes what differs and does no harm
 * @param examined how many objects, tables, sequences and searches were compared
 */
public record DrillEvidence(
        Optional<String> failure, CatalogDiff catalog, List<String> differences, List<String> notes, int examined) {

    public DrillEvidence {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    static DrillEvidence failed(String message) {
        return new DrillEvidence(Optional.of(message), new CatalogDiff(List.of()), List.of(), List.of(), 1);
    }
}
