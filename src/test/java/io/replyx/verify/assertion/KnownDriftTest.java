package io.replyx.verify.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import io.replyx.verify.catalog.read.CatalogReader;
import io.replyx.verify.contract.KnownDrift;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.testing.SharedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A difference that the contract puts up with")
@ExtendWith(SharedServer.class)
class KnownDriftTest {
    private static final LocalDate LAST_DAY = LocalDate.of(2030, 12, 31);
    private static final KnownDrift EXCEPTION =
            new KnownDrift("index public.by_hand", "built during an incident", LAST_DAY);

    private Catalog approved;
    private Catalog found;

    @BeforeEach
    void read(RehearsalDatabases databases) throws SQLException {
        try (DisposableDatabase database = databases.create("drift");
                Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table public.t (a int primary key, b text)");
            approved = new CatalogReader(Set.of()).read(connection);
            statement.execute("create index by_hand on public.t (b)");
            statement.execute("create index by_hand_too on public.t (b, a)");
            found = new CatalogReader(Set.of()).read(connection);
        }
    }

    private List<Finding> on(LocalDate day, Catalog have) {
        return new DriftFindings(List.of(EXCEPTION), day).of(CatalogDiff.between(have, approved), approved);
    }

    @Test
    void is_a_note_up_to_its_last_day_and_everything_else_is_broken() {
        assertThat(on(LAST_DAY, found))
                .extracting(Finding::object, Finding::severity)
                .containsExactlyInAnyOrder(
                        tuple("index public.by_hand", Severity.NOTE),
                        tuple("index public.by_hand_too", Severity.BROKEN));
        assertThat(on(LAST_DAY, found).get(0).message())
                .contains("put up with until 2030-12-31: built during an incident");
    }

    @Test
    void is_broken_from_the_day_after_and_the_exception_is_broken_by_itself() {
        assertThat(on(LAST_DAY.plusDays(1), found))
                .extracting(Finding::severity)
                .containsExactly(Severity.BROKEN, Severity.BROKEN, Severity.BROKEN);
        assertThat(on(LAST_DAY.plusDays(1), found))
                .extracting(Finding::message)
                .anySatisfy(message ->
                        assertThat(message).startsWith("the exception for index public.by_hand ended on 2030-12-31"));
    }

    @Test
    void says_that_its_exception_has_ended_even_when_it_is_gone() {
        assertThat(on(LAST_DAY, approved)).isEmpty();
        assertThat(on(LAST_DAY.plusDays(1), approved))
                .extracting(Finding::object, Finding::severity)
                .containsExactly(tuple("index public.by_hand", Severity.BROKEN));
    }

    @Test
    void goes_for_all_that_hangs_on_an_object_that_is_extra_and_for_nothing_else(RehearsalDatabases databases)
            throws SQLException {
        try (DisposableDatabase database = databases.create("family");
                Connection connection = database.open();
                Statement statement = connection.createStatement()) {
            statement.execute("create table public.t (a int primary key, b text)");
            statement.execute("create table public.debug (a int primary key, b text default 'x' check (b <> ''))");
            statement.execute("create index debug_b on public.debug (b)");
            statement.execute("create index t_b on public.t (b)");
            Catalog more = new CatalogReader(Set.of()).read(connection);
            KnownDrift table = new KnownDrift("table public.debug", "an incident", LAST_DAY);

            List<Finding> findings =
                    new DriftFindings(List.of(table), LAST_DAY).of(CatalogDiff.between(more, approved), approved);

            assertThat(findings)
                    .filteredOn(Finding::isBroken)
                    .extracting(Finding::object)
                    .containsExactly("index public.t_b");
            assertThat(findings).filteredOn(finding -> !finding.isBroken()).hasSizeGreaterThan(4);
        }
    }
}
