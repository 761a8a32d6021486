package io.replyx.verify.migration.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenStatementsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "commit work",
                "COMMIT AND CHAIN",
                "COMMIT PREPARED 'one'",
                "END",
                "END TRANSACTION",
                "ROLLBACK",
                "/* why */ Rollback -- now\n",
                "ROLLBACK TO SAVEPOINT a",
                "ROLLBACK PREPARED 'one'",
                "ABORT",
                "BEGIN",
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "START TRANSACTION READ ONLY",
                "SAVEPOINT a",
                "RELEASE a",
                "PREPARE TRANSACTION 'one'",
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET LOCAL TRANSACTION READ ONLY",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
                "SET transaction_read_only = off",
                "SET ROLE app",
                "SET LOCAL ROLE app",
                "SET SESSION ROLE app",
                "SET role TO app",
                "RESET ROLE",
                "SET SESSION AUTHORIZATION app",
                "SET LOCAL SESSION AUTHORIZATION app",
                "RESET SESSION AUTHORIZATION",
                "SELECT set_config('role', 'app', false)",
                "SELECT pg_catalog.set_config('session_authorization', 'app', true)",
                "ALTER SYSTEM SET work_mem = '1GB'",
                "DISCARD ALL",
                "SELECT pg_advisory_unlock_all()",
                "DELETE FROM flyway_schema_history",
                "UPDATE public.flyway_schema_history SET success = true",
                "INSERT INTO \"flyway_schema_history\" VALUES (1)",
                "DELETE FROM alembic_version",
                "DROP TABLE public.\"alembic_version\"",
                "DO $$ BEGIN PERFORM 1; COMMIT; END $$",
                "DO $$ BEGIN IF true THEN ROLLBACK; END IF; END $$",
                "DO $$ BEGIN LOOP COMMIT AND CHAIN; END LOOP; END $$",
                "DO $$ BEGIN <<here>> COMMIT; END $$",
                "DO LANGUAGE plpgsql $body$ BEGIN COMMIT; END $body$",
                "DO 'BEGIN COMMIT; END' LANGUAGE 'plpgsql'",
                "DO $$ BEGIN SET LOCAL ROLE app; END $$",
                "DO $$ BEGIN DELETE FROM flyway_schema_history; END $$",
                "COPY t FROM PROGRAM 'cat /tmp/rows'",
                "COPY (SELECT a FROM t) TO PROGRAM 'mail'",
                "\\set ON_ERROR_STOP 1\n",
                "SELECT 1 \\gexec\n",
                "\\i other.sql\nSELECT 1",
                "REINDEX TABLE CONCURRENTLY t",
                "REINDEX (VERBOSE, CONCURRENTLY) INDEX i",
                "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
                "SELECT 'never closed",
                "SELECT \"never closed",
                "DO $$ BEGIN NULL; END",
                "SELECT 1 /* never /* closed */",
                "SELECT '\0'"
            })
    void finds(String statement) {
        String script = "SELECT 1;\n\n" + statement + ";\nSELECT 2;\n";

        assertThat(ForbiddenStatements.inVersion(script("V2__x.sql", script, true)))
                .singleElement()
                .extracting(ForbiddenStatement::line)
                .isEqualTo(3);
        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", script, true)))
                .extracting(ForbiddenStatement::line)
                .containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'COMMIT; ROLLBACK'",
                "SELECT 1 -- COMMIT;\n",
                "/* ; COMMIT; \\i other.sql */ SELECT 1",
                "SELECT E'\\'; COMMIT; --'",
                "SELECT '\\'",
                "SELECT U&'\\0061'",
                "CREATE TABLE t (\"commit\" text, commit text, role text, \"end\" text)",
                "UPDATE t\nSET role = 'owner'",
                "INSERT INTO t (role) VALUES ('a') ON CONFLICT DO UPDATE SET role = 'b'",
                "SELECT CASE WHEN true THEN 1 END",
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$",
                "DO $$ BEGIN UPDATE t\nSET role = 'a'; EXCEPTION WHEN others THEN NULL; END $$",
                "DO $$ DECLARE commit int := 1; BEGIN commit := 2; END $$",
                "DO $$ BEGIN RAISE NOTICE 'COMMIT;'; END $$",
                "DO $$ BEGIN PERFORM CASE WHEN a THEN commit ELSE rollback END FROM t; END $$",
                "DO LANGUAGE plpython3u $$ COMMIT; $$",
                "ALTER ROLE app SET role TO owner",
                "CREATE TABLE history (flyway_schema_history_id int)",
                "COMMENT ON TABLE t IS 'beside flyway_schema_history'",
                "SET search_path = public",
                "SET LOCAL lock_timeout = '2s'",
                "SET CONSTRAINTS ALL IMMEDIATE",
                "RESET lock_timeout",
                "SELECT set_config('search_path', 'public', true)",
                "SELECT pg_advisory_unlock(1)",
                "PREPARE one AS SELECT 1",
                "DISCARD TEMP",
                "CREATE TABLE t (a int) PARTITION BY LIST (a)",
                "CREATE TEMP TABLE t (a int) ON COMMIT DROP",
                "COPY t FROM '/tmp/rows.csv'",
                "COPY (SELECT a FROM program) TO '/tmp/rows.csv'",
                "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
                "ALTER TABLE t DETACH PARTITION p",
                "CREATE INDEX i ON t USING gin (data) WHERE data ? 'a'",
                "SELECT '$$', $1, 'a$b$c'",
                "SELECT a$b$, $tag$ COMMIT; $tag$"
            })
    void leaves_alone(String statement) {
        String script = statement + ";\nSELECT 2;\n";

        assertThat(ForbiddenStatements.inVersion(script("V2__x.sql", script, true)))
                .isEmpty();
        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", script, true)))
                .isEmpty();
    }

    static Stream<Arguments> procedures() {
        String commits = "CREATE PROCEDURE app.p(a int DEFAULT 1) LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\n";
        String harmless = "CREATE OR REPLACE PROCEDURE p() AS $$ BEGIN PERFORM 1; END $$ LANGUAGE plpgsql;\n";
        return Stream.of(
                Arguments.of(commits + "CALL app.p(1);", List.of(2)),
                Arguments.of(commits + "DO $$\nBEGIN\nCALL app.p(1); END $$;", List.of(4)),
                Arguments.of(commits + "CALL app.q(1);", List.of()),
                Arguments.of(harmless + "CALL p();", List.of()));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void minds_a_procedure_that_commits_only_where_it_is_called(String script, List<Integer> lines) {
        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", script, true)))
                .extracting(ForbiddenStatement::line)
                .isEqualTo(lines);
    }

    @Test
    void takes_the_lines_of_a_copy_for_data_that_only_flyway_can_send() {
        String copies = "COPY t (a, b) FROM stdin WITH (FORMAT text);\nCOMMIT;\t'\n\\N\t\\.\n\\.\n";
        String script = copies + "SELECT 1;\n" + copies + "SELECT 2;\nCOMMIT;\n";

        assertThat(ForbiddenStatements.inVersion(script("V2__x.sql", script, true)))
                .extracting(ForbiddenStatement::line)
                .containsExactly(11);
        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", script, true)))
                .extracting(ForbiddenStatement::line)
                .containsExactly(1, 6, 11);
    }

    @ParameterizedTest
    @CsvSource({"BEGIN,nothing in the script ends", "'BEGIN;\nCOMMIT',is for whoever runs the script"})
    void says_of_a_transaction_whether_it_ends(String statements, String expected) {
        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", statements + ";", true)))
                .first()
                .extracting(ForbiddenStatement::message)
                .asString()
                .startsWith("BEGIN ")
                .contains(expected);
    }

    @Test
    void leaves_concurrent_work_to_scripts_outside_a_transaction() {
        String concurrent = """
                CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);
                DROP INDEX CONCURRENTLY j;
                REINDEX INDEX CONCURRENTLY i;
                """;

        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", concurrent, false)))
                .isEmpty();
        assertThat(ForbiddenStatements.inUndo(script("U2__x.sql", concurrent, true)))
                .extracting(ForbiddenStatement::line)
                .containsExactly(1, 2, 3);
        assertThat(ForbiddenStatements.inVersion(script("V2__x.sql", concurrent, true)))
                .extracting(ForbiddenStatement::line)
                .containsExactly(3);
    }

    @Test
    void names_script_and_line_when_a_script_is_refused() {
        Script script = script("U2__x.sql", "SELECT 1;\nCOMMIT;\n", true);

        assertThat(ForbiddenStatements.inUndo(script).get(0).refusal(script).describe())
                .startsWith("U2__x.sql line 2: not run: COMMIT ends the transaction");
    }

    private static Script script(String name, String text, boolean transactional) {
        return new Script(Path.of(name), text, ScriptHeader.parse(text), transactional);
    }
}
