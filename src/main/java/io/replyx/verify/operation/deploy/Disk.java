package io.replyx.verify.operation.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/**
 * Room for what is built: as much again as the data, where the disk can be seen.
 *
 * @param data how many bytes the database has
 * @param free how many bytes are free, where that can be seen
 */
record Disk(long data, Optional<Long> free) {
    private static final long MEGA = 1L << 20;

    static long databaseSize(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select pg_catalog.pg_database_size(pg_catalog.current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    static Disk look(long data, Optional<Path> path) {
        return new Disk(data, path.flatMap(Disk::freeAt));
    }

    private static Optional<Long> freeAt(Path path) {
        try {
            return Optional.of(Files.getFileStore(path).getUsableSpace());
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    Optional<String> obstacle() {
        return free.filter(room -> room < data)
                .map(room -> "the disk of the server's data has " + mega(room) + " free, and the database has "
                        + mega(data) + ": index builds need as much again. Make room first");
    }

    String describe() {
        return "database " + mega(data) + ", "
                + free.map(room -> mega(room) + " free").orElse("free disk not visible from here");
    }

    static String mega(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGA);
    }
}
