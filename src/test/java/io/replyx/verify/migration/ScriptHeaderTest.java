package io.replyx.verify.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.ScriptHeader.Entry;
import org.junit.jupiter.api.Test;

class ScriptHeaderTest {

    @Test
    void reads_declarations_with_and_without_a_reason() {
        ScriptHeader header = ScriptHeader.parse("""
                -- Prose: it is passed over.
                -- keeps: extension vector (other databases (and schemas) need it)

                -- alembic-revision: 66ea5c9e3d91
                -- drops: public.t.c
                create table t ();
                -- drops: public.t.d
                """);

        assertThat(header.entries())
                .containsExactly(
                        new Entry(
                                ScriptHeader.Key.KEEPS, "extension vector", "other databases (and schemas) need it", 2),
                        new Entry(ScriptHeader.Key.ALEMBIC_REVISION, "66ea5c9e3d91", "", 4),
                        new Entry(ScriptHeader.Key.DROPS, "public.t.c", "", 5));
        assertThat(header.declares(ScriptHeader.Key.DROPS, "public.t.c")).isTrue();
        assertThat(header.declares(ScriptHeader.Key.DROPS, "public.t.d")).isFalse();
    }
}
