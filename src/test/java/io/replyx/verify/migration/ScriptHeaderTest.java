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

    @Test
    void names_an_object_with_or_without_its_kind() {
        assertThat(ScriptHeader.parse("-- lossy: public.t (why)\n").entries())
                .allMatch(entry -> entry.isAbout("table public.t") && !entry.isAbout("column public.t.c"));
        assertThat(ScriptHeader.parse("-- lossy: column public.t.c (why)\n").entries())
                .allMatch(entry -> entry.isAbout("column public.t.c") && !entry.isAbout("table public.t.c"));
    }

    @Test
    void says_what_to_do_instead_of_an_undo() {
        ScriptHeader header = ScriptHeader.parse("-- irreversible: restore the backup (the keys are gone)\n");

        assertThat(header.all(ScriptHeader.Key.IRREVERSIBLE))
                .singleElement()
                .extracting(Entry::text)
                .isEqualTo("restore the backup (the keys are gone)");
    }
}
