package io.replyx.verify.operation.backup;

import io.replyx.verify.settings.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/** What backups ask of files: that they are plain ones of this user, safe on disk, and what they come to. */
final class PlainFile {
    private static final int CHUNK = 1 << 16;

    private PlainFile() {}

    /** The attribute of a file or folder that nobody else may enter, where there are such attributes. */
    static FileAttribute<?>[] mode(Path where, String mode) {
        return isPosix(where)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path where) {
        return where.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /**
     * Look before anything is opened: a pipe would be waited for, and a link leads elsewhere.
     *
     * @throws BackupNotProven when it is not a plain file that can be read and that only its owner may change
     */
    static void require(Path file, String what) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupNotProven("There is no " + file + ", " + what + ". Nothing was touched.");
        }
        if (Files.isSymbolicLink(file)) {
            throw refused(file, "is a symbolic link: name the file that it leads to");
        }
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(file, "is a folder, no archive that ./verify backup made");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(file, "is no plain file but a pipe, socket or device");
        }
        if (!Files.isReadable(file)) {
            throw refused(file, "cannot be read by this user");
        }
        requireOurs(file);
    }

    /** Whoever may write an archive and its manifest may make both fit each other. */
    private static void requireOurs(Path file) {
        try {
            if (!isPosix(file)) {
                return;
            }
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw refused(
                        file,
                        "can be changed by others (mode " + PosixFilePermissions.toString(mode)
                                + "), so that nothing can be proved of it: see who may write it, and chmod 600 it");
            }
        } catch (IOException unreadable) {
            throw refused(file, "cannot be looked at: " + unreadable.getMessage());
        }
    }

    private static BackupNotProven refused(Path file, String why) {
        return new BackupNotProven(file + " " + why + ". Nothing was touched.");
    }

    static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = Sha256.begin();
            byte[] chunk = new byte[CHUNK];
            int read = in.read(chunk);
            while (read >= 0) {
                digest.update(chunk, 0, read);
                read = in.read(chunk);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw refused(file, "cannot be read: " + unreadable.getMessage());
        }
    }

    /** See that a file, or the names in a folder, outlive a loss of power. */
    static void sync(Path path) {
        boolean folder = Files.isDirectory(path);
        try (FileChannel channel =
                FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException failed) {
            // Some systems do not open folders; their files are synced all the same.
            if (!folder) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
