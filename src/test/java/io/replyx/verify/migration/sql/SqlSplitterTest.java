package io.replyx.verify.migration.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSplitterTest {

    @Test
    void splits_at_semicolons_and_knows_the_lines() {
        assertThat(SqlSplitter.split("select 1;\n-- a comment; with a semicolon\n\nselect 2\n;\n"))
                .containsExactly(new SqlStatement("select 1", 1), new SqlStatement("select 2", 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';'",
                "select 'it''s; fine'",
                "select E'\\';'",
                "select e'a\\\\;'",
                "select \"a;b\"",
                "select \"a\"\";b\"",
                "do $$ begin; end $$",
                "do $body$ select $$;$$; $body$",
                "select 1 /* ; /* ; */ ; */ + 1",
                "select 1 -- ;\n + 1",
                "create rule r as on insert to t do also (select 1; select 2)",
                "create function f() returns int begin atomic select 1; select case when true then 1 end; end",
                "create or replace procedure p() language sql begin atomic insert into t values (1); end",
                "select $1 || ';'",
                "select 'unterminated;",
                "select U&'d\\0061t;a'"
            })
    void leaves_whole_what_is_one_statement(String statement) {
        assertThat(SqlSplitter.split(statement + ";\nselect 2"))
                .first()
                .extracting(SqlStatement::text)
                .isEqualTo(statement.startsWith("select 'unterminated") ? statement + ";\nselect 2" : statement);
    }

    @Test
    void goes_on_after_a_function_with_a_standard_body() {
        List<SqlStatement> statements =
                SqlSplitter.split("create function f() returns int begin atomic select 1; end;\nselect 2;");

        assertThat(statements).extracting(SqlStatement::text).last().isEqualTo("select 2");
    }

    @Test
    void takes_begin_of_a_transaction_for_a_statement_of_its_own() {
        assertThat(SqlSplitter.split("begin; select 1; end;"))
                .extracting(SqlStatement::text)
                .containsExactly("begin", "select 1", "end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "-- nothing\n", "/* nothing */", ";;;"})
    void finds_no_statement_where_there_is_none(String script) {
        assertThat(SqlSplitter.split(script)).isEmpty();
    }
}
