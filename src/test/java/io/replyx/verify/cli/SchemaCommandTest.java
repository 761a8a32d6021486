package io.replyx.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference of ReplyX's schema. */
class SchemaCommandTest {
    private static final DatabaseUrl NOWHERE = DatabaseUrl.local("127.0.0.1", 1, "nobody", "nobody", Secret.of("none"));

    private final Verify verify = Verify.on(NOWHERE);

    @Test
    void the_page_is_that_of_the_approved_catalog_of_the_head() {
        assertThat(verify.run("schema", "--check"))
                .as("docs/db/schema.md is stale: write it again with ./verify schema, and commit it")
                .isZero();
    }

    @Test
    void the_page_has_tables_columns_keys_indexes_and_a_diagram(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("db/schema.md");

        assertThat(verify.run("schema", "--out", file.toString())).isZero();

        assertThat(Files.readString(file))
                .contains("# Schema of ReplyX at version 6", "```mermaid\nerDiagram\n")
                .contains("\"public.users\" ||--o{ ", " : \"user_id\"", "integer id PK")
                .contains("| embedding | public.vector(1536) |")
                .contains("knowledge_embeddings_embedding_cosine_idx", "USING ivfflat")
                .contains("- `public.ai_token_pool_id_seq`")
                .contains("Referred to by:", "- `vector`");
    }

    @Test
    void a_page_that_differs_is_stale(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("schema.md"), "# another\n");

        assertThat(verify.run("schema", "--check", "--out", file.toString())).isEqualTo(1);

        assertThat(verify.output()).contains("is stale: ./verify schema writes it again");
        assertThat(file).hasContent("# another\n");
    }
}
