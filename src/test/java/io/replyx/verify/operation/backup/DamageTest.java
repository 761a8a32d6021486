package io.replyx.verify.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.settings.Settings;
import io.replyx.verify.testing.Exhaustive;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import io.replyx.verify.testing.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage to backups is noticed before anything on a server is touched. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamageTest {
    private static final int POSITIONS = Exhaustive.asked() ? 5000 : 200;

    private DisposableDatabase database;
    private State before;
    private final Map<String, Backup> sound = new HashMap<>();

    @TempDir
    static Path store;

    @TempDir
    Path folder;

    @BeforeAll
    void backUp(RehearsalDatabases databases) throws SQLException {
        database = databases.create("damage");
        Sql.run(
                database,
                "create table notes (id int primary key, text text)",
                "alter table notes owner to " + databases.ownerRole(),
                "insert into notes select n, 'note ' || n || md5(n::text) from generate_series(1, 5000) as n");
        before = State.of(database);
        for (String compression : new String[] {"gzip", "zstd", "none"}) {
            sound.put(
                    compression,
                    new Backups(database.ownerUrl(), store, line -> {})
                            .compressedBy(compression)
                            .take());
        }
    }

    @AfterAll
    void theTargetIsAsItWas() throws SQLException {
        assertThat(State.of(database)).isEqualTo(before);
        database.close();
    }

    private Backup sound(String compression) {
        return Objects.requireNonNull(sound.get(compression));
    }

    private Path copy(Backup backup) throws IOException {
        Path archive = folder.resolve(backup.archive().getFileName());
        Files.copy(backup.archive(), archive, StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(ManifestFile.of(backup.archive()), ManifestFile.of(archive), StandardCopyOption.COPY_ATTRIBUTES);
        return archive;
    }

    private void isNoticed(Path archive) {
        isNoticed(archive, "Nothing was touched");
    }

    private void isNoticed(Path archive, String said) {
        Settings.Paths paths = Settings.Paths.under(Path.of(""));
        try (Restore restore = new Restore(database.adminUrl(), paths, RunStore.subject(paths), line -> {})) {
            assertThatThrownBy(() -> restore.prove(archive, false))
                    .isInstanceOfSatisfying(
                            BackupNotProven.class,
                            failure -> assertThat(failure.exitCode().code()).isEqualTo(11))
                    .hasMessageContaining(said);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "none"})
    void a_flipped_byte_anywhere(String compression) throws IOException {
        Path archive = copy(sound(compression));
        byte[] bytes = Files.readAllBytes(archive);
        Random random = new Random(4711);
        for (int i = 0; i < POSITIONS; i++) {
            byte[] changed = bytes.clone();
            changed[i < 2 ? i * (bytes.length - 1) : random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(archive, changed);
            isNoticed(archive);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "none"})
    void a_file_that_was_cut_off(String compression) throws IOException {
        Path archive = copy(sound(compression));
        byte[] bytes = Files.readAllBytes(archive);
        for (int length : new int[] {
            0, 1, 5, bytes.length * 3 / 10, bytes.length * 6 / 10, bytes.length * 95 / 100, bytes.length - 1
        }) {
            Files.write(archive, Arrays.copyOf(bytes, length));
            isNoticed(archive);
        }
    }

    @Test
    void archives_that_were_swapped() throws IOException {
        Path archive = copy(sound("gzip"));
        Files.copy(sound("zstd").archive(), archive, StandardCopyOption.REPLACE_EXISTING);
        isNoticed(archive);
        Files.copy(sound("gzip").archive(), archive, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                ManifestFile.of(sound("zstd").archive()),
                ManifestFile.of(archive),
                StandardCopyOption.REPLACE_EXISTING);
        isNoticed(archive);
    }

    @Test
    void a_manifest_that_was_changed_anywhere() throws IOException {
        Path archive = copy(sound("gzip"));
        byte[] bytes = Files.readAllBytes(ManifestFile.of(archive));
        Random random = new Random(4711);
        for (int i = 0; i < POSITIONS; i++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
            Files.write(ManifestFile.of(archive), changed);
            isNoticed(archive);
        }
        for (String text : new String[] {"", "{}", "null", "[]", "{\"format\": 1}"}) {
            Files.writeString(ManifestFile.of(archive), text);
            isNoticed(archive);
        }
        Files.delete(ManifestFile.of(archive));
        isNoticed(archive);
    }

    @Test
    void an_archive_and_a_manifest_of_another_backup_together() throws IOException {
        Path archive = copy(sound("gzip"));
        Files.copy(sound("zstd").archive(), archive, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                ManifestFile.of(sound("zstd").archive()),
                ManifestFile.of(archive),
                StandardCopyOption.REPLACE_EXISTING);
        isNoticed(archive, "The manifest beside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows", "values", "table", "sequence"})
    void a_manifest_that_is_whole_and_says_something_else(String what) throws IOException {
        Backup backup = sound("gzip");
        Path archive = copy(backup);
        Manifest said = backup.manifest();
        Manifest wrong = new Manifest(
                said.format(),
                said.archive(),
                said.source(),
                said.tool(),
                said.startedAt(),
                said.endedAt(),
                other(said.contents(), what),
                "");
        Files.writeString(ManifestFile.of(archive), ManifestFile.text(wrong));

        isNoticed(archive, "What was restored is not what the manifest of " + archive + " says");
    }

    private static Contents other(Contents contents, String what) {
        Contents.Table notes = contents.tables().get(0);
        List<Contents.Table> tables = switch (what) {
            case "rows" -> List.of(new Contents.Table(notes.name(), notes.rows() - 1, notes.content()));
            case "values" -> List.of(new Contents.Table(notes.name(), notes.rows(), "1"));
            case "table" -> List.of();
            default -> contents.tables();
        };
        List<Contents.Sequence> sequences = what.equals("sequence")
                ? List.of(new Contents.Sequence("public.nowhere_seq", 1, 1, true))
                : contents.sequences();
        return new Contents(
                contents.version(),
                tables,
                sequences,
                contents.extensions(),
                contents.largeObjects(),
                contents.database());
    }

    @Test
    void a_pipe_in_place_of_the_manifest() throws IOException, InterruptedException {
        Path archive = copy(sound("gzip"));
        Files.delete(ManifestFile.of(archive));
        assertThat(new ProcessBuilder("mkfifo", ManifestFile.of(archive).toString())
                        .start()
                        .waitFor(10, TimeUnit.SECONDS))
                .isTrue();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> isNoticed(archive));
    }

    @Test
    void what_is_no_plain_file_is_neither_opened_nor_waited_for() throws IOException, InterruptedException {
        Path archive = copy(sound("gzip"));
        Path link = folder.resolve("link.dump");
        Files.createSymbolicLink(link, archive);
        Files.copy(ManifestFile.of(archive), ManifestFile.of(link));
        Path pipe = folder.resolve("pipe.dump");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS))
                .isTrue();
        Files.copy(ManifestFile.of(archive), ManifestFile.of(pipe));
        Path directory = Files.createDirectory(folder.resolve("folder.dump"));

        assertThat(List.of(link, pipe, directory, folder.resolve("nowhere.dump")))
                .allSatisfy(file -> assertTimeoutPreemptively(Duration.ofSeconds(20), () -> isNoticed(file)));
    }

    @Test
    void a_file_that_others_may_change_proves_nothing() throws IOException {
        Path archive = copy(sound("gzip"));
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));
        isNoticed(archive);
    }
}
