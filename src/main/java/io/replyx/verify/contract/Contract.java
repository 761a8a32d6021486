package io.replyx.verify.contract;

import io.replyx.verify.settings.SslMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a subject's team says must be true of its database, as {@code contract.yaml} states it.
 *
 * @param subject the subject's name, for reports
 * @param postgresql the server it needs
 * @param extensions extensions that must be installed
 * @param criticalIndexes indexes without which the application is not fit for use
 * @param filledTables tables that hold rows once the application has run
 * @param vectorColumns vector columns with their dimension
 * @param searches nearest-neighbour searches that the application makes
 * @param roles roles of the application and what they may do
 * @param tls how a production run must be connected at least, where that is agreed
 * @param databaseSettings settings of the database, by name
 * @param maintainedTables tables to analyse and vacuum
 * @param thresholds limits of sizes and times, by name
 * @param budgets what a production run may cost
 * @param knownDrift differences from the approved catalog that are put up with for a while
 * @param strict whether what no script can restore breaks a rule instead of being noted
 * @param mayExamineNothing rules that may find nothing to look at
 * @param mustBeVerified rules without which a run is not ready, even if it could not verify them
 */
public record Contract(
        String subject,
        Server postgresql,
        List<Extension> extensions,
        List<CriticalIndex> criticalIndexes,
        List<String> filledTables,
        List<VectorColumn> vectorColumns,
        List<Search> searches,
        List<Role> roles,
        Optional<SslMode> tls,
        Map<String, String> databaseSettings,
        List<String> maintainedTables,
        Thresholds thresholds,
        Budgets budgets,
        List<KnownDrift> knownDrift,
        boolean strict,
        List<String> mayExamineNothing,
        List<String> mustBeVerified) {

    /**
     * The server that the subject needs.
     *
     * @param minimum oldest major version
     */
    public record Server(int minimum) {}

    /**
     * An extension that must be installed.
     *
     * @param name its name
     * @param minimum the oldest version that will do, such as the first without known holes
     */
    public record Extension(String name, Optional<String> minimum) {}

    /**
     * An index that must be there.
     *
     * @param name qualified name
     * @param definition as {@code pg_get_indexdef} prints it
     * @param since the first version that has it
     */
    public record CriticalIndex(String name, String definition, Optional<String> since) {}

    /**
     * A vector column.
     *
     * @param column qualified name, as in {@code public.chunks.embedding}
     * @param type {@code vector}, {@code halfvec}, {@code sparsevec} or {@code bit}
     * @param dimension the declared dimension
     * @param since the first version that has it
     */
    public record VectorColumn(String column, String type, int dimension, Optional<String> since) {}

    /**
     * A nearest-neighbour search.
     *
     * @param name what it looks for
     * @param table qualified name
     * @param column the vector column
     * @param operator the distance operator
     * @param limit how many neighbours
     * @param index qualified name of the index that must answer it
     * @param productionRows how many rows the table has in production
     * @param since the first version that has the index
     */
    public record Search(
            String name,
            String table,
            String column,
            String operator,
            int limit,
            String index,
            long productionRows,
            Optional<String> since) {}

    /**
     * A role and what it may do.
     *
     * @param name its name
     * @param database privileges on the database
     * @param schemas privileges on the schemas
     * @param tables privileges on all tables
     * @param sequences privileges on all sequences
     */
    public record Role(
            String name, List<String> database, List<String> schemas, List<String> tables, List<String> sequences) {}
}
