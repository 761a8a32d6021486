package io.replyx.verify.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderDoubtsTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "-- lossi: public.users (why) | 'lossi:' is no declaration: 'lossy:' is",
                "-- keep: extension vector | 'keep:' is no declaration: 'keeps:' is",
                "-- alembic_revision: 1a | 'alembic_revision:' is no declaration: 'alembic-revision:' is",
                "-- irreversable: restore | 'irreversable:' is no declaration: 'irreversible:' is",
                "-- lossy: | 'lossy:' says nothing",
                "-- changes: public.users.role (why) | 'changes:' is heeded only in the versioned script"
            })
    void doubts(String line, String message) {
        assertThat(doubts("-- An undo.\n" + line + "\n\nSELECT 1;\n", true)).containsExactly(new Doubt(2, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- lossy: public.users (why)",
                "-- keeps: extension vector (why)",
                "-- Drops: the index, then the table",
                "-- note: keeps the rows",
                "-- see also: the runbook",
                "-- locks: none",
                "-- The indexes go first: what holds data is lost last.",
                "SELECT 1;\n-- lossi: not in the header"
            })
    void leaves_prose_and_declarations_alone(String line) {
        assertThat(doubts(line + "\n", true)).isEmpty();
    }

    @Test
    void knows_which_declarations_belong_to_a_version() {
        String header = "-- alembic-revision: 1a\n-- drops: public.t\n-- irreversible: restore the backup\n";

        assertThat(doubts(header, false)).isEmpty();
        assertThat(doubts(header, true)).hasSize(3);
        assertThat(doubts("-- lossy: public.t (why)\n", false))
                .containsExactly(new Doubt(1, "'lossy:' is heeded only in the undo script"));
    }

    private static List<Doubt> doubts(String text, boolean undo) {
        return HeaderDoubts.of(new Script(Path.of("x.sql"), text, ScriptHeader.parse(text), true), undo);
    }
}
