package io.replyx.verify.evidence.health;

import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.evidence.FactSql;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The disk that the server's data is on.
 *
 * @param path where it was looked at
 * @param total its bytes
 * @param free the bytes that are left
 */
public record DiskSpace(Path path, long total, long free) {
    /** Why a disk is mostly not visible. */
    public static final String UNSEEN = "the disk of the server cannot be seen from here: PostgreSQL tells no role"
            + " how much is free, and its data directory is not on this machine or may not be read";

    /** The same, with what a person at the machine can do. */
    public static final String NOT_VISIBLE =
            UNSEEN + "; --disk PATH names a path of this machine that is on the same disk";

    private static final int IDENTIFIER_BYTES = 8;

    private record Place(String directory, String identifier) {}

    /** Look at the disk that a path of this machine is on; empty when there is none. */
    public static Optional<DiskSpace> of(Path path) {
        try {
            FileStore disk = Files.getFileStore(path);
            return Optional.of(new DiskSpace(path, disk.getTotalSpace(), disk.getUsableSpace()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** Look at the disk of a server whose data directory is on this machine; empty where that cannot be proved. */
    public static Optional<DiskSpace> of(ReadOnlyDatabase database) {
        if (!database.isOnThisMachine()
                || !database.read(connection -> FactSql.beside(DiskSpace.class, "data_directory_visible")
                        .ask(connection, row -> row.getBoolean("visible"))
                        .get(0))) {
            return Optional.empty();
        }
        Place place = database.read(connection -> FactSql.beside(DiskSpace.class, "data_directory")
                .ask(connection, row -> new Place(row.getString("directory"), row.getString("identifier")))
                .get(0));
        Path directory = Path.of(place.directory());
        return isOf(directory, place.identifier()) ? of(directory) : Optional.empty();
    }

    /** A forwarded port is on this machine, too, while the directory of the same name is another's. */
    private static boolean isOf(Path directory, String identifier) {
        ByteBuffer first = ByteBuffer.allocate(IDENTIFIER_BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel control = FileChannel.open(directory.resolve("global/pg_control"), StandardOpenOption.READ)) {
            return control.read(first) == IDENTIFIER_BYTES
                    && Long.toUnsignedString(first.getLong(0)).equals(identifier);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The share that is taken, in percent. */
    public double usedPercent() {
        return total == 0 ? 0 : 100.0 * (total - free) / total;
    }
}
