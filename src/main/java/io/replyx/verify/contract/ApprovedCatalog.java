package io.replyx.verify.contract;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The catalog that a review approved for a version; a JSON file that people read line by line.
 *
 * @param version the version of the migration after which the database looks like this
 */
public record ApprovedCatalog(String version, Catalog catalog) {
    static final int FORMAT = 1;

    /** Read a file that {@link #write} wrote or that a person edited. */
    public static ApprovedCatalog read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new WrongUse("There is no approved catalog at " + file + ".");
        }
        return ApprovedCatalogParser.parse(file);
    }

    /** Write the file, in the same bytes for the same catalog. */
    public void write(Path file) throws IOException {
        Files.writeString(file, toJson());
    }

    /** The text of the file. */
    public String toJson() {
        return new ApprovedCatalogWriter().json(this);
    }
}
