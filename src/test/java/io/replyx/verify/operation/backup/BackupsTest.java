package io.replyx.verify.operation.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.archive.Contents;
import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Secret;
import io.replyx.verify.testing.ReplyxDatabase;
import io.replyx.verify.testing.SharedServer;
import io.replyx.verify.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backups of ReplyX's database, with the dump programs that this machine or its image has. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupsTest {
    private RehearsalDatabases databases;
    private DisposableDatabase head;
    private DisposableDatabase small;

    @TempDir
    Path temporary;

    @BeforeAll
    void deploy(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        head = ReplyxDatabase.atHead(shared, "backed_up");
        small = shared.create("small_backed_up");
        Sql.run(
                small,
                "create table t (id int primary key)",
                "insert into t select generate_series(1, 1000)",
                "grant select on t to public");
    }

    @AfterAll
    void drop() {
        small.close();
        head.close();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_backup_says_what_is_in_it_and_is_for_nobody_else() throws SQLException, IOException {
        Sql.run(head, "alter database \"" + head.name() + "\" set ivfflat.probes = '10'");
        Path folder = temporary.resolve("backups");
        List<String> told = new ArrayList<>();

        Backup backup = new Backups(head.ownerUrl(), folder, told::add).take();

        assertThat(backup.archive().getFileName().toString()).matches("backup_[0-9]{8}_[0-9]{6}\\.dump");
        assertThat(Backup.proven(backup.archive())).isEqualTo(backup);
        Manifest manifest = backup.manifest();
        assertThat(manifest.source().database()).isEqualTo(head.name());
        assertThat(manifest.contents().version()).isEqualTo("Flyway 6");
        assertThat(manifest.contents().extensions())
                .extracting(Contents.Extension::name)
                .contains("vector");
        assertThat(manifest.contents().database().settings())
                .contains(new DatabaseProperties.Setting("", "ivfflat.probes", "10"));
        assertThat(manifest.contents().tables())
                .filteredOn(table -> table.name().equals("public.users"))
                .singleElement()
                .extracting(table -> Long.toString(table.rows()))
                .isEqualTo(Sql.ask(head, "select count(*) from users"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.archive())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ManifestFile.of(backup.archive()))))
                .isEqualTo("rw-------");
        assertThat(told).anyMatch(line -> line.contains("rows of public.users"));
    }

    @Test
    void the_newest_five_are_kept_and_what_is_damaged_is_not_counted() throws IOException {
        Backups backups = new Backups(small.ownerUrl(), temporary, line -> {});
        Backup first = backups.take();
        Backup damaged = backups.take();
        Files.write(damaged.archive(), new byte[] {1});
        List<Backup> later = new ArrayList<>();
        for (int i = 0; i < Retention.KEPT; i++) {
            later.add(backups.take());
        }

        assertThat(first.archive()).doesNotExist();
        assertThat(ManifestFile.of(first.archive())).doesNotExist();
        assertThat(damaged.archive()).exists();
        assertThat(new BackupDirectory(temporary).backups()).containsExactlyInAnyOrderElementsOf(later);
    }

    @Test
    void a_backup_that_fails_leaves_the_folder_as_it_was() throws IOException {
        Backups backups = new Backups(small.ownerUrl(), temporary, line -> {});
        backups.take();
        List<String> before = names(temporary);

        assertThatThrownBy(() -> new Backups(small.ownerUrl(), temporary, line -> {})
                        .compressedBy("no-such-method")
                        .take())
                .hasMessageContaining("no-such-method");

        assertThat(names(temporary)).isEqualTo(before);
    }

    @Test
    void a_role_that_does_not_see_every_row_takes_no_backup() throws SQLException {
        try (DisposableDatabase database = databases.create("row_security")) {
            Sql.run(
                    database,
                    "create table half (id int)",
                    "alter table half enable row level security",
                    "create policy small on half using (id < 10)",
                    "grant select on half to public");

            assertThatThrownBy(() -> new Backups(database.ownerUrl(), temporary.resolve("none"), line -> {}).take())
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("public.half")
                    .hasMessageContaining("Nothing was touched");
        }
        assertThat(temporary.resolve("none")).doesNotExist();
    }

    @Test
    void a_wrong_password_is_never_shown() {
        DatabaseUrl wrong = head.ownerUrl().withUser(head.ownerUrl().user(), Secret.of("S3cr3tCANARY"));

        assertThatThrownBy(() -> new Backups(wrong, temporary, line -> {}).take())
                .hasMessageContaining("password")
                .hasMessageNotContaining("CANARY");
    }
}
