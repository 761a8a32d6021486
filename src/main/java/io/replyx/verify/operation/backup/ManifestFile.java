package io.replyx.verify.operation.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replyx.verify.settings.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes manifests and reads them back; one that is not exactly as it was written is not taken. */
final class ManifestFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final String EXTENSION = ".json";
    private static final long LARGEST = 64L << 20;

    private ManifestFile() {}

    /** Where the manifest of an archive stands. */
    static Path of(Path archive) {
        return archive.resolveSibling(archive.getFileName() + EXTENSION);
    }

    static String text(Manifest manifest) {
        try {
            Manifest open = manifest.sealed("");
            return json(open.sealed(Sha256.of(json(open))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of texts and numbers cannot be written", impossible);
        }
    }

    /**
     * Read the manifest of an archive.
     *
     * @throws BackupNotProven when there is none, or it is not what was written
     */
    static Manifest read(Path archive) {
        Path file = of(archive);
        PlainFile.require(file, "the manifest");
        try {
            if (Files.size(file) > LARGEST) {
                throw damaged(file, "it is too large to be one");
            }
            String text = Files.readString(file);
            Manifest manifest = JSON.readValue(text, Manifest.class);
            if (manifest.format() != Manifest.FORMAT) {
                throw damaged(file, "its format " + manifest.format() + " is not known to this version");
            }
            if (!text(manifest).equals(text)) {
                throw damaged(file, "it is not as it was written: its seal does not fit");
            }
            return manifest;
        } catch (IOException | RuntimeException unreadable) {
            if (unreadable instanceof BackupNotProven known) {
                throw known;
            }
            throw damaged(file, "it cannot be read");
        }
    }

    private static BackupNotProven damaged(Path file, String how) {
        return new BackupNotProven("The manifest " + file + " is no good: " + how
                + ". Nothing was touched. Take another backup of the folder.");
    }

    private static String json(Manifest manifest) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
    }
}
