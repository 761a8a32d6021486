package io.replyx.verify.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.replyx.verify.contract.Contract.CriticalIndex;
import io.replyx.verify.contract.Contract.Extension;
import io.replyx.verify.contract.Contract.Role;
import io.replyx.verify.contract.Contract.Search;
import io.replyx.verify.contract.Contract.Server;
import io.replyx.verify.contract.Contract.VectorColumn;
import io.replyx.verify.settings.SslMode;
import io.replyx.verify.settings.WrongUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract as it stands in the file, where anything may be missing. */
record RawContract(
        @Nullable String subject,
        @Nullable RawServer postgresql,
        @Nullable List<RawExtension> extensions,
        @Nullable List<RawIndex> criticalIndexes,
        @Nullable List<String> filledTables,
        @Nullable List<RawColumn> vectorColumns,
        @Nullable List<RawSearch> searches,
        @Nullable List<RawRole> roles,
        @Nullable String tls,
        @Nullable Map<String, String> databaseSettings,
        @Nullable List<String> maintainedTables,
        @Nullable Map<String, String> thresholds,
        @Nullable Map<String, String> budgets,
        @Nullable List<RawDrift> knownDrift,
        @Nullable Boolean strict,
        @Nullable List<String> mayExamineNothing,
        @Nullable List<String> mustBeVerified) {
    private static final Set<String> OPERATORS = Set.of("<->", "<=>", "<#>", "<+>", "<~>", "<%>");
    private static final Set<String> VECTOR_TYPES = Set.of("vector", "halfvec", "sparsevec", "bit");
    private static final Set<SslMode> TLS =
            Set.of(SslMode.DISABLE, SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);
    private static final int OLDEST_SERVER = 14;

    record RawServer(@JsonProperty(required = true) int minimum) {}

    record RawExtension(@Nullable String name, @Nullable String minimum) {}

    record RawIndex(
            @Nullable String name,
            @Nullable String definition,
            @Nullable String since) {}

    record RawColumn(
            @Nullable String column,
            @Nullable String type,
            @JsonProperty(required = true) int dimension,
            @Nullable String since) {}

    record RawSearch(
            @Nullable String name,
            @Nullable String table,
            @Nullable String column,
            @Nullable String operator,
            @JsonProperty(required = true) int limit,
            @Nullable String index,
            @JsonProperty(required = true) long productionRows,
            @Nullable String since) {}

    record RawRole(
            @Nullable String name,
            @Nullable List<String> database,
            @Nullable List<String> schemas,
            @Nullable List<String> tables,
            @Nullable List<String> sequences) {}

    record RawDrift(
            @Nullable String object,
            @Nullable String reason,
            @Nullable String until) {}

    /**
     * The contract itself.
     *
     * @throws WrongUse naming the entry that is missing or cannot be meant
     */
    Contract checked(String file) {
        Checks check = new Checks(file);
        int minimum = postgresql == null ? OLDEST_SERVER : postgresql.minimum();
        check.that(minimum >= OLDEST_SERVER, "postgresql.minimum", "must be " + OLDEST_SERVER + " or more");
        return new Contract(
                check.text(subject, "subject"),
                new Server(minimum),
                list(extensions).stream().map(e -> extension(e, check)).toList(),
                list(criticalIndexes).stream().map(i -> index(i, check)).toList(),
                list(filledTables).stream()
                        .map(table -> check.qualified(table, "filledTables"))
                        .toList(),
                list(vectorColumns).stream().map(c -> column(c, check)).toList(),
                list(searches).stream().map(s -> search(s, check)).toList(),
                list(roles).stream().map(r -> role(r, check)).toList(),
                Optional.ofNullable(tls).map(mode -> tls(mode, check)),
                databaseSettings == null ? Map.of() : databaseSettings,
                list(maintainedTables),
                Thresholds.checked(thresholds == null ? Map.of() : thresholds, check),
                Budgets.checked(budgets == null ? Map.of() : budgets, check),
                list(knownDrift).stream().map(d -> drift(d, check)).toList(),
                strict != null && strict,
                list(mayExamineNothing),
                list(mustBeVerified));
    }

    private static Extension extension(RawExtension raw, Checks check) {
        return new Extension(check.text(raw.name(), "extensions.name"), Optional.ofNullable(raw.minimum()));
    }

    private static CriticalIndex index(RawIndex raw, Checks check) {
        return new CriticalIndex(
                check.qualified(raw.name(), "criticalIndexes.name"),
                check.text(raw.definition(), "criticalIndexes.definition"),
                check.version(raw.since(), "criticalIndexes.since"));
    }

    private static VectorColumn column(RawColumn raw, Checks check) {
        String type = check.text(raw.type(), "vectorColumns.type");
        check.that(VECTOR_TYPES.contains(type), "vectorColumns.type", "must be one of " + VECTOR_TYPES);
        check.that(raw.dimension() > 0, "vectorColumns.dimension", "must be positive");
        return new VectorColumn(
                check.qualified(raw.column(), "vectorColumns.column"),
                type,
                raw.dimension(),
                check.version(raw.since(), "vectorColumns.since"));
    }

    private static Search search(RawSearch raw, Checks check) {
        String operator = check.text(raw.operator(), "searches.operator");
        check.that(OPERATORS.contains(operator), "searches.operator", "must be one of " + OPERATORS);
        check.that(raw.limit() > 0, "searches.limit", "must be positive");
        check.that(raw.productionRows() > 0, "searches.productionRows", "must be positive");
        return new Search(
                check.text(raw.name(), "searches.name"),
                check.qualified(raw.table(), "searches.table"),
                check.text(raw.column(), "searches.column"),
                operator,
                raw.limit(),
                check.qualified(raw.index(), "searches.index"),
                raw.productionRows(),
                check.version(raw.since(), "searches.since"));
    }

    private static Role role(RawRole raw, Checks check) {
        return new Role(
                check.text(raw.name(), "roles.name"),
                list(raw.database()),
                list(raw.schemas()),
                list(raw.tables()),
                list(raw.sequences()));
    }

    private static KnownDrift drift(RawDrift raw, Checks check) {
        return new KnownDrift(
                check.text(raw.object(), "knownDrift.object"),
                check.text(raw.reason(), "knownDrift.reason"),
                check.day(raw.until(), "knownDrift.until"));
    }

    private static SslMode tls(String mode, Checks check) {
        Optional<SslMode> known = SslMode.spelt(mode).filter(TLS::contains);
        check.that(known.isPresent(), "tls", "must be disable, require, verify-ca or verify-full");
        return known.orElseThrow();
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
