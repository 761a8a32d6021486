package io.replyx.verify.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationDirectoryTest {
    @TempDir
    Path root;

    private void script(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void pairs_versions_with_their_undos_in_the_order_of_versions() throws IOException {
        script("versioned/V10__later.sql", "select 10;");
        script("versioned/V2__sooner.sql", "-- alembic-revision: abc\nselect 2;");
        script("undo/U2__sooner.sql", "select -2;");
        script("undo/U2__sooner.sql.conf", "executeInTransaction=false");
        script("undo/U3__orphan.sql", "select -3;");

        MigrationDirectory directory = MigrationDirectory.read(root);

        assertThat(directory.problems()).isEmpty();
        assertThat(directory.migrations())
                .extracting(m -> m.version().toString())
                .containsExactly("2", "10");
        assertThat(directory.migrations().get(0).revision()).contains("abc");
        assertThat(directory.migrations().get(0).undo())
                .hasValueSatisfying(undo -> assertThat(undo.transactional()).isFalse());
        assertThat(directory.migrations().get(1).undo()).isEmpty();
        assertThat(directory.orphans()).extracting(Script::name).containsExactly("U3__orphan.sql");
    }

    @ParameterizedTest
    @CsvSource({
        "V2_typo.sql, is not named",
        "v2__lower.sql, is not named",
        "V2__.sql, is not named",
        "V__none.sql, is not named",
        "V2__words.SQL, is not named",
        "U2__undo_among_versions.sql, is not named",
        "Vx__words.sql, has the version 'x'",
        "V1__again.sql, has version 1",
        "V01__again.sql, has version 1",
        "V1.0__again.sql, has version 1",
        "R__repeatable.sql, is a repeatable migration",
        "notes.txt, is not named",
        "V9__gone.sql.conf, configures V9__gone.sql",
    })
    void names_every_file_that_no_run_can_make_sense_of(String name, String problem) throws IOException {
        script("versioned/V1__base.sql", "select 1;");
        script("versioned/" + name, "select 2;");

        assertThat(MigrationDirectory.read(root).problems())
                .singleElement()
                .extracting(NamingProblem::message)
                .asString()
                .contains(problem);
    }

    @Test
    void refuses_a_script_that_is_not_utf_8() throws IOException {
        script("versioned/V1__base.sql", "");
        Files.write(root.resolve("versioned/V1__base.sql"), "select 'é';".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> MigrationDirectory.read(root))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("V1__base.sql is not encoded in UTF-8");
    }

    @Test
    void refuses_a_folder_that_is_not_there() {
        assertThatThrownBy(() -> MigrationDirectory.read(root.resolve("nowhere")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> MigrationDirectory.read(root))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("versioned");
    }

    @Test
    void ends_the_chain_at_a_version() throws IOException {
        script("versioned/V1__a.sql", "select 1;");
        script("versioned/V2__b.sql", "select 2;");

        assertThat(MigrationDirectory.read(root).upTo(Version.of("1")).head())
                .hasValueSatisfying(head -> assertThat(head.version()).hasToString("1"));
        assertThatThrownBy(() -> MigrationDirectory.read(root).upTo(Version.of("3")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("no version 3");
    }
}
