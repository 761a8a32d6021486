package io.replyx.verify.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replyx.verify.settings.WrongUse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractFileTest {

    @Test
    void reads_the_contract_that_ships_with_the_product() {
        Contract contract = ContractFile.read(Path.of("fixtures/contract.yaml"));

        assertThat(contract.subject()).isEqualTo("ReplyX");
        assertThat(contract.criticalIndexes())
                .extracting(Contract.CriticalIndex::name)
                .containsExactlyInAnyOrder(
                        "public.knowledge_embeddings_embedding_cosine_idx",
                        "public.knowledge_embeddings_embedding_l2_idx",
                        "public.query_embeddings_cache_embedding_cosine_idx",
                        "public.ix_users_email");
        assertThat(contract.databaseSettings()).containsEntry("ivfflat.probes", "10");
    }

    @Test
    void needs_nothing_but_a_name() {
        assertThat(ContractFile.parse("c.yaml", "subject: small").extensions()).isEmpty();
    }

    @Test
    void reads_sizes_as_postgresql_counts_them_and_has_usual_ones() {
        Thresholds stated = ContractFile.parse("c.yaml", "subject: a\nthresholds: {tableSize: 3 GB, diskUsed: 70%}")
                .thresholds();

        assertThat(stated.tableSize()).isEqualTo(3L << 30);
        assertThat(stated.diskUsed()).isEqualTo(70);
        assertThat(stated.databaseSize()).isEqualTo(10L << 30);
        assertThat(stated.dailyGrowth()).isEqualTo(100L << 20);
        assertThat(stated.slowStatement()).hasMillis(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "'{}'|subject is missing",
                "'subject: a\nsubjects: b'|line 2",
                "'subject: a\nsubjects: b'|subjects",
                "'subject: a\nsubject: b'|Duplicate",
                "'subject: 5'|subject",
                "'subject: [a]'|subject",
                "'subject: a\nstrict: perhaps'|strict",
                "'subject: a\npostgresql: {minimum: 9}'|postgresql.minimum",
                "'subject: a\nextensions: [{nme: vector}]'|nme",
                "'subject: a\ncriticalIndexes: [{name: x, definition: y}]'|qualified",
                "'subject: a\ncriticalIndexes: [{name: p.x}]'|criticalIndexes.definition is missing",
                "'subject: a\nvectorColumns: [{column: p.t.c, type: vektor, dimension: 3}]'|vectorColumns.type",
                "'subject: a\nvectorColumns: [{column: p.t.c, type: vector, dimension: 0}]'|positive",
                "'subject: a\nvectorColumns: [{column: p.t.c, type: vector}]'|dimension",
                "'subject: a\nvectorColumns: [{column: p.t.c, type: vector, dimension: 3, since: six}]'|since",
                "'subject: a\nsearches: [{name: n, table: p.t, column: c, operator: \"=\", limit: 5, index: p.i,"
                        + " productionRows: 1}]'|searches.operator",
                "'subject: a\nthresholds: {databaseSize: \"10\"}'|thresholds.databaseSize must be a size",
                "'subject: a\nthresholds: {tableSize: 1 gigabyte}'|thresholds.tableSize",
                "'subject: a\nthresholds: {dailyGrowth: 0MB}'|thresholds.dailyGrowth",
                "'subject: a\nthresholds: {diskUsed: 101%}'|thresholds.diskUsed",
                "'subject: a\nthresholds: {slowStatement: slow}'|thresholds.slowStatement",
                "'a: &a [x]\nsubject: *a'|a",
                "'--- \nsubject: a\n---\nsubject: b'|c.yaml",
                "'subject: !!javax.script.ScriptEngineManager []'|c.yaml",
                "'\tsubject: a'|c.yaml",
            })
    void names_every_entry_that_is_wrong(String yaml, String problem) {
        assertThatThrownBy(() -> ContractFile.parse("c.yaml", yaml))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("c.yaml")
                .hasMessageContaining(problem);
    }
}
