package io.replyx.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.migration.Notice;
import io.replyx.verify.migration.Notices;
import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an undo takes away, how it leaves the sequences, and what the server remarks on, each in a transaction taken back. */
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WayBackMeasuresTest {
    private DisposableDatabase database;
    private Connection connection;

    @BeforeAll
    void create(RehearsalDatabases shared) throws SQLException {
        database = shared.create("measures");
        connection = database.open();
        run("""
                create table people (id serial primary key, name text, upper_name text generated always as (upper(name))
                    stored);
                create table "Odd ""name" ("select" int);
                create table events (day date not null, note text) partition by range (day);
                create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
                create view names as select name from people;
                create sequence down increment -1;
                insert into people (name) values ('one'), ('two'), (null);
                """);
        connection.setAutoCommit(false);
    }

    @AfterAll
    void drop() throws SQLException {
        connection.close();
        database.close();
    }

    @BeforeEach
    void begin() throws SQLException {
        run("select 1");
    }

    @AfterEach
    void takeBack() throws SQLException {
        connection.rollback();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table \"Odd \"\"name\" | table public.\"Odd \"\"name\"",
                "alter table \"Odd \"\"name\" drop column \"select\" | column public.\"Odd \"\"name\".\"select\"",
                "drop view names; alter table people drop column name cascade | column public.people.name",
                "drop table events | table public.events, table public.events_2025 within",
                "drop table events_2025 | table public.events_2025",
                "alter table events drop column note | column public.events.note, column public.events_2025.note within",
                "alter table people rename column name to called |",
                "alter table people rename to users |",
                "alter table people drop column upper_name |",
                "create schema other; alter table events set schema other |",
                "drop view names |",
                "drop table events; create table events (day date) | column public.events.note, table public.events_2025"
            })
    void tells_what_goes_from_what_is_only_called_otherwise(String statements, String expected) throws SQLException {
        StoredData stored = StoredData.read(connection);

        run(statements);

        List<String> want = expected == null ? List.of() : Arrays.asList(expected.split(", ", -1));
        assertThat(stored.goneFrom(StoredData.read(connection)))
                .extracting(gone -> gone.describe() + (gone.within() ? " within" : ""))
                .containsExactlyInAnyOrderElementsOf(want);
    }

    @Test
    void counts_rows_and_values_that_came_after_a_catalog() throws SQLException {
        assertThat(StoredData.read(connection).countWhatCameAfter(Catalog.EMPTY, connection))
                .containsEntry("table public.people", 3L)
                .containsEntry("table public.events", 0L)
                .doesNotContainKey("column public.people.name");
    }

    @ParameterizedTest
    @CsvSource({
        "select nextval('people_id_seq'), false, 'have last number 4, want last number 3'",
        "'select setval(''people_id_seq'', 2)', true, 'have last number 2, want last number 3'",
        "'select setval(''people_id_seq'', 3, false)', true, 'have first number 3, not given out, want last number 3'",
        "alter sequence people_id_seq restart, true, 'have first number 1, not given out, want last number 3'",
        "alter sequence people_id_seq restart with 9, false, 'have first number 9, not given out, want last number 3'",
        "select nextval('down'), false, 'have last number -1, want first number -1, not given out'",
        "'select setval(''down'', -5, true)', false, 'have last number -5, want first number -1, not given out'"
    })
    void tells_a_sequence_that_was_set_back_from_one_that_went_on(String statement, boolean back, String message)
            throws SQLException {
        SequencePositions before = SequencePositions.read(connection);
        try {
            run(statement);

            assertThat(before.movedIn(SequencePositions.read(connection)))
                    .singleElement()
                    .satisfies(move -> {
                        assertThat(move.back()).isEqualTo(back);
                        assertThat(move.message()).isEqualTo(message);
                    });
        } finally {
            connection.rollback();
            run("select setval('people_id_seq', 3), setval('down', -1, false)");
            connection.commit();
        }
    }

    @Test
    void hears_what_the_server_passes_over() throws SQLException {
        Notices notices = new Notices();
        Connection listened = notices.on(connection);
        try (Statement statement = listened.createStatement()) {
            statement.execute("drop table if exists nowhere");
            statement.execute("select 1");
            statement.executeUpdate("do $$ begin raise notice 'said'; end $$");
        }
        listened.prepareStatement("create table if not exists people ()").execute();

        assertThat(notices.heard())
                .containsExactly(
                        new Notice("table \"nowhere\" does not exist, skipping", "drop table if exists nowhere"),
                        new Notice("said", "do $$ begin raise notice 'said'; end $$"),
                        new Notice(
                                "relation \"people\" already exists, skipping",
                                "create table if not exists people ()"));
        assertThat(listened.unwrap(org.postgresql.PGConnection.class)).isNotNull();
    }

    private void run(String statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
