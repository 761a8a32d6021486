package io.replyx.verify.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.filesystem.FileSystemResource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins our checksum to Flyway's, which is internal. */
class ChecksumTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1;",
                "select 1;\n",
                "select 1;\r\nselect 2;\r\n",
                "\uFEFFselect 'with a byte order mark';\n",
                "select 'Привет 👋';\n\n\n",
                "select 1;\rselect 2;",
                "",
            })
    void is_the_one_that_flyway_writes(String text, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("V1__a.sql"), text);
        FileSystemResource resource = new FileSystemResource(
                Location.fromPath("filesystem:", folder.toString()), file.toString(), StandardCharsets.UTF_8, false);

        assertThat(Checksum.of(ScriptFile.read(file))).isEqualTo(ChecksumCalculator.calculate(resource));
    }
}
