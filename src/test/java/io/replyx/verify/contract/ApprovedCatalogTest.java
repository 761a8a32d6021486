package io.replyx.verify.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.settings.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An approved catalog")
class ApprovedCatalogTest {
    @TempDir
    private Path directory;

    private static final Catalog CATALOG = Catalog.of(List.of(
            of(ObjectKind.TABLE, Map.of("name", "public.users", "storageParameters", List.of("fillfactor=70"))),
            of(
                    ObjectKind.COLUMN,
                    Map.of("table", "public.users", "column", "\"Größe\"", "position", 1, "type", "text")),
            of(ObjectKind.INDEX, Map.of("name", "public.i", "table", "public.users", "valid", false)),
            of(ObjectKind.CAST, Map.of("name", "integer as mood", "owner", "")),
            of(ObjectKind.FUNCTION, Map.of("name", "public.f()", "definition", "begin\n  null;\nend\n"))));

    @Test
    void is_a_line_an_object_and_leaves_out_what_is_usual() {
        assertThat(new ApprovedCatalog("1", CATALOG).toJson()).isEqualTo("""
                        {
                          "format": 1,
                          "version": "1",
                          "objects": {
                            "table": [
                              {"name": "public.users", "storageParameters": ["fillfactor=70"]}
                            ],
                            "column": [
                              {"table": "public.users", "column": "\\"Größe\\"", "position": 1, "type": "text"}
                            ],
                            "index": [
                              {"name": "public.i", "table": "public.users", "valid": false}
                            ],
                            "function": [
                              {
                                "name": "public.f()",
                                "definition": [
                                  "begin",
                                  "  null;",
                                  "end",
                                  ""
                                ]
                              }
                            ],
                            "cast": [
                              {"name": "integer as mood", "owner": ""}
                            ]
                          }
                        }
                        """);
    }

    @Test
    void reads_what_it_wrote() throws IOException {
        Path file = directory.resolve("V1.json");
        ApprovedCatalog approved = new ApprovedCatalog("1", CATALOG);
        approved.write(file);

        assertThat(ApprovedCatalog.read(file)).isEqualTo(approved);
        new ApprovedCatalog("2", Catalog.EMPTY).write(file);
        assertThat(ApprovedCatalog.read(file)).isEqualTo(new ApprovedCatalog("2", Catalog.EMPTY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ \"format\": 1, | line 1: this is not JSON",
                "[] | line 1: an object should stand here",
                "{\"format\": 2, \"version\": \"1\"} | line 1: format 2 is not known",
                "{\"version\": \"1\"} | \"format\" and \"version\" are required",
                "{\"format\": 1, \"version\": \"1\", \"more\": 1} | unknown entry \"more\"",
                "{\"format\": 1, \"version\": \"1\", \"objects\": {\"tabel\": []}} | unknown kind \"tabel\"",
                "{\"format\": 1, \"version\": \"1\",\\n \"objects\": {\"table\": [{\"nam\": \"x\"}]}} | line 2: unknown attribute \"nam\" of a table",
                "{\"format\": 1, \"version\": \"1\", \"objects\": {\"table\": [{\"name\": 5}]}} | \"name\" of a table cannot be 5",
                "{\"format\": 1, \"version\": \"1\", \"objects\": {\"table\": [{}]}} | this table has no name",
                "{\"format\": 1, \"version\": \"1\", \"objects\": {\"table\": [{\"name\": \"a\"}, {\"name\": \"a\"}]}} | Two objects are called table a",
                "{\"format\": 1, \"version\": \"1\", \"objects\": {\"index\": [{\"name\": \"a\", \"valid\": null}]}} | should stand here",
            })
    void refuses_what_is_not_one(String text, String message) throws IOException {
        Path file = directory.resolve("V1.json");
        Files.writeString(file, text.replace("\\n", "\n"));

        assertThatThrownBy(() -> ApprovedCatalog.read(file))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("V1.json")
                .hasMessageContaining(message);
    }

    @Test
    void says_which_file_is_not_there() {
        assertThatThrownBy(() -> ApprovedCatalog.read(directory.resolve("V9.json")))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("V9.json");
    }

    private static CatalogObject of(ObjectKind kind, Map<String, Object> told) {
        return kind.shape().create(attribute -> told.getOrDefault(attribute.name(), attribute.usual()));
    }
}
