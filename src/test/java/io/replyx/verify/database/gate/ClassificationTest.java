package io.replyx.verify.database.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassificationTest {
    private static final Functions FUNCTIONS = new Functions(Map.of(
            "pg_catalog.pg_promote", true,
            "pg_catalog.pg_relation_size", true,
            "pg_catalog.pg_sleep", true,
            "pg_catalog.set_config", true,
            "public.vector_dims", false,
            "public.writer", true));

    private static Classification of(String sql) {
        return Classification.of(sql, FUNCTIONS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                " /* a /* nested */ comment */ -- and one more\n SELECT 1;",
                "(select 1) union (select 2)",
                "values (1), (2)",
                "table public.note",
                "with a as (select 1) select * from a",
                "select 'insert into note; delete', $$; drop table note$$, $a$ $$ $a$, E'\\'; drop'",
                "select note.pg_relation_size, (note).body from public.note",
                "select \"update\", note.update, a.delete from public.note",
                "select substring(body from 1 for 2) from public.note",
                "select pg_catalog.pg_relation_size(1), public.vector_dims('[1]')",
                "select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true)",
                "select pg_catalog.set_config('DateStyle', 'ISO, MDY', true)",
                "select embedding operator(public.<->) '[1]'::public.vector from public.note order by 1 limit 5",
                "explain (format json) select 1",
                "explain verbose select 1",
                "show transaction_read_only",
                "set local enable_seqscan = off",
                "SET LOCAL ivfflat.probes TO 10",
            })
    void what_reads_passes(String sql) {
        assertThat(of(sql).analyses()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "insert into note values (1)",
                "select 1; select 2",
                "select 1;;",
                "select 1 -- \r; drop table note",
                "select 1 into other",
                "select * from note for update",
                "select * from note for no key update",
                "with gone as (delete from note returning *) select * from gone",
                "with gone as (merge into note using note n on true when matched then delete) select 1",
                "select pg_promote()",
                "select \"pg_promote\" ()",
                "select pg_catalog . /* here */ pg_promote ( )",
                "select PG_ADVISORY_LOCK(1)",
                "select * from pg_notify('a', 'b')",
                "select public.writer()",
                "select elsewhere.unknown()",
                "select dblink_exec('', '')",
                "select query_to_xml('delete from note', true, true, '')",
                "select U&\"pg_pr\\006fmote\"()",
                "select {fn pg_promote()}",
                "select (60).pg_sleep",
                "select (60).\"pg_sleep\"",
                "select ((60)) . /* here */ pg_sleep",
                "select seconds.pg_sleep from generate_series(1, 60) as seconds",
                "select * from crosstab('select pg_promote()') as t (a text)",
                "select * from public.crosstab2('select pg_promote()')",
                "select E'a'\n'\\' || pg_promote() || '",
                "select 'open",
                "select $a$open$b$",
                "select /* open",
                "select \0",
                "select set_config('statement_timeout', '0', true)",
                "select set_config('search_path', 'public', true)",
                "select set_config('enable_seqscan', 'off', false)",
                "select set_config('enable_seqscan', ?, true)",
                "select set_config(name, 'off', true) from note",
                "set statement_timeout = 0",
                "set local statement_timeout = 0",
                "set local search_path = pg_catalog, public",
                "set local work_mem = '10GB'",
                "set enable_seqscan = off",
                "set local role postgres",
                "explain analyze insert into note values (1)",
                "explain (analyze) create table other as select 1",
                "explain execute prepared",
                "explain analyze with gone as (delete from note returning *) select * from gone",
                "show all; select 1",
                "commit",
                "\u212aill",
            })
    void what_could_do_more_is_refused(String sql) {
        assertThatExceptionOfType(StatementRefused.class).isThrownBy(() -> of(sql));
    }

    @Test
    void a_refusal_names_the_kind_and_the_rule() {
        assertThatExceptionOfType(StatementRefused.class)
                .isThrownBy(() -> of("create temp table other (id int)"))
                .withMessage("The gate refused CREATE TEMP: only SELECT, VALUES, TABLE, EXPLAIN, SHOW and a few of SET"
                        + " LOCAL may pass. Nothing was sent to the server.");
    }

    @Test
    void an_analysed_query_is_known_by_where_it_begins() {
        String sql = "explain (analyze, buffers, format json) select 1";

        Classification statement = of(sql);

        assertThat(statement.analyses()).isTrue();
        assertThat(sql.substring(statement.analysed())).isEqualTo("select 1");
        assertThat(of("EXPLAIN ANALYZE VERBOSE select 1").analyses()).isTrue();
        assertThat(of("explain (\"analyze\") select 1").analyses()).isTrue();
    }
}
