package io.replyx.verify.migration;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Flyway's checksum of a script: CRC-32 over its lines in UTF-8, without line ends and byte order mark. */
public final class Checksum {
    private Checksum() {}

    /** The checksum that Flyway writes into its history for a script. */
    public static int of(Script script) {
        CRC32 crc = new CRC32();
        script.text().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
