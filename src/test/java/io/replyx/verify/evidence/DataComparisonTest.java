package io.replyx.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes a row is noticed and named; whatever leaves the rows alone is not. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataComparisonTest {
    private RehearsalDatabases databases;
    private DisposableDatabase before;
    private DisposableDatabase after;

    @BeforeAll
    void create(RehearsalDatabases shared) throws SQLException {
        databases = shared;
        before = databases.create("before");
        try (Connection admin = before.openAsAdmin();
                Statement statement = admin.createStatement()) {
            statement.execute("create extension vector");
        }
        run(before, """
                create table kept (
                    id int primary key, name varchar(20), amount numeric(12,2), ratio float8, embedding vector(3),
                    document json, seen timestamptz, empty text);
                insert into kept values
                    (1, 'one', 9999999999.99, 0.1, '[1e-38,-0,3]', '{"b": 1,  "a": 2}', '2024-01-01Z', null),
                    (2, 'two', 0.00, 'NaN', '[1,2,3]', '{}', 'infinity', '');
                create table keyless (a text, b int);
                insert into keyless values ('x', 1), ('x', 1), ('y', 2);
                create table rights (id int primary key, one aclitem, more aclitem[]);
                insert into rights values (1, '=r/pg_monitor', '{=r/pg_monitor,=w/pg_monitor}');
                create table unread ();
                create table "Odd ""name" (id int primary key, "select" text);
                insert into "Odd ""name" values (1, 'a');
                """);
    }

    @AfterAll
    void drop() {
        before.close();
    }

    @BeforeEach
    void copy() {
        after = databases.clone(before, "after");
    }

    @AfterEach
    void dropCopy() {
        after.close();
    }

    private static void run(DisposableDatabase database, String sql) throws SQLException {
        try (Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<DataChange> changes(boolean exact) throws SQLException {
        try (Connection old = before.open();
                Connection now = after.open()) {
            DataFingerprint want = new DataReader(old, Set.of()).read();
            DataFingerprint have = new DataReader(now, Set.of()).readOnly(want.columns());
            DataComparison comparison = exact ? DataComparison.exact(old, now) : DataComparison.byMeaning(old, now);
            return comparison.changes(want, have);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update kept set name = 'Two' where id = 2|public.kept.name|id = 2: have 'Two', want 'two'",
                "update kept set amount = 9999999999.98 where id = 1|public.kept.amount|want '9999999999.99'",
                "update kept set ratio = 0.1::float4 where id = 1|public.kept.ratio|want '0.1'",
                "update kept set embedding = '[1e-38,0,3]' where id = 1|public.kept.embedding|-0",
                "update kept set document = document::jsonb::json where id = 1|public.kept.document|id = 1",
                "update kept set empty = '' where id = 1|public.kept.empty|have '', want NULL",
                "update kept set empty = null where id = 2|public.kept.empty|have NULL, want ''",
                "update rights set more = '{=r/pg_monitor}'|public.rights.more|want '{=r/pg_monitor,=w/pg_monitor}'",
                "update kept set seen = seen + '1 microsecond' where id = 1|public.kept.seen|id = 1",
                "delete from kept where id = 2|public.kept|have 1 row, want 2 rows; missing id = 2",
                "truncate kept|public.kept|have 0 rows, want 2 rows",
                "drop table kept|public.kept|the table is gone, with 2 rows",
                "alter table kept drop name|public.kept.name|the column is gone",
                "alter table kept alter amount type numeric(12,1)|public.kept.amount|want '9999999999.99'",
                "delete from keyless where a = 'y'|public.keyless|have 2 rows, want 3 rows",
                "update keyless set a = 'z' where a = 'y'|public.keyless.a|'y'",
                "update keyless set b = case b when 1 then 2 else 1 end|public.keyless.b|values are gone",
                "update \"Odd \"\"name\" set \"select\" = 'b'|public.\"Odd \"\"name\".\"select\"|id = 1",
            })
    void notices_and_names_what_changed(String change, String object, String message) throws SQLException {
        run(after, change);

        assertThat(changes(true)).anySatisfy(found -> {
            assertThat(found.object()).isEqualTo(object);
            assertThat(found.message()).contains(message);
        });
    }

    @Test
    void notices_values_that_moved_between_rows_that_no_key_names() throws SQLException {
        run(after, "delete from keyless; insert into keyless values ('x', 1), ('y', 1), ('x', 2)");

        assertThat(changes(true)).singleElement().extracting(DataChange::object).isEqualTo("public.keyless");
        assertThat(changes(false))
                .singleElement()
                .extracting(DataChange::object)
                .isEqualTo("public.keyless");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "create table more (id int); insert into more values (1)",
                "alter table kept add extra int default 5",
                "alter table kept drop name; alter table kept add name varchar(20);"
                        + " update kept set name = case id when 1 then 'one' else 'two' end",
                "update kept set name = name",
                "create table copy as select * from keyless; truncate keyless;"
                        + " insert into keyless select * from copy order by b desc; drop table copy",
                "alter table kept alter name type text",
                "drop table unread",
                "insert into kept values (3, 'three') ; delete from kept where id = 3",
            })
    void leaves_alone_what_keeps_the_rows(String change) throws SQLException {
        run(after, change);

        assertThat(changes(true)).isEmpty();
    }

    @Test
    void takes_more_decimals_for_the_same_number_on_the_way_forward_only() throws SQLException {
        run(after, "alter table kept alter amount type numeric(14,4)");

        assertThat(changes(false)).isEmpty();
        assertThat(changes(true)).extracting(DataChange::object).containsExactly("public.kept.amount");
    }

    @Test
    void loses_nothing_with_a_column_of_a_table_without_rows() throws SQLException {
        run(before, "create table hollow (id int primary key, gone text)");
        DisposableDatabase copy = databases.clone(before, "hollow");
        run(copy, "alter table hollow drop gone");

        after.close();
        after = copy;

        assertThat(changes(true)).isEmpty();
    }
}
