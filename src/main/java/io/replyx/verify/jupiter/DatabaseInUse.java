package io.replyx.verify.jupiter;

import io.replyx.verify.contract.Budgets;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.HostChoice;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ReadWatch;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.database.ServerFactsQuery;
import io.replyx.verify.database.TransactionTally;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.evidence.access.RolePrivileges;
import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.Refused;
import io.replyx.verify.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database that a run was told of: connected to when first asked for, and read only once its role was examined. */
final class DatabaseInUse implements AutoCloseable {
    private final Settings settings;
    private final Budgets budgets;
    private final PhaseClock clock;
    private final ReadWatch watch;
    private @Nullable ReadOnlyDatabase database;
    private @Nullable ServerFacts facts;
    private @Nullable RolePrivileges role;

    DatabaseInUse(Settings settings, Subject subject, PhaseClock clock, ReadWatch watch) {
        this.settings = settings;
        this.budgets = subject.contract().map(Contract::budgets).orElse(Budgets.none());
        this.clock = clock;
        this.watch = watch;
    }

    /** Facts about its server. */
    ServerFacts facts() {
        ReadOnlyDatabase target = database();
        if (facts == null) {
            facts = target.read(connection -> ServerFactsQuery.read(connection, target.address()));
        }
        return facts;
    }

    /** The same, as far as they were asked for. */
    Optional<ServerFacts> knownFacts() {
        return Optional.ofNullable(facts);
    }

    /**
     * What the role may do.
     *
     * @throws Refused when it can do more than read, and that was not allowed
     */
    RolePrivileges examineRole() {
        ReadOnlyDatabase target = database();
        if (role == null) {
            role = clock.time("examine the role", () -> target.read(RolePrivileges::read));
        }
        if (!role.onlyReads() && !settings.privilegedRoleAllowed()) {
            throw new Refused("role " + role.role() + " can do more than read, so that nothing but its privileges was"
                    + " looked at:\n" + role.describe()
                    + "\nTake these from it, or run as a role that ./verify role verifier makes;"
                    + " --allow-privileged-role goes on all the same, and the sign-off says so");
        }
        return role;
    }

    /** The same, as far as it was asked for. */
    Optional<RolePrivileges> knownRole() {
        return Optional.ofNullable(role);
    }

    /** The way to read it. */
    ReadOnlyDatabase examined() {
        examineRole();
        return database();
    }

    /** Where it is, on the host that was chosen. */
    DatabaseUrl url() {
        String address = database().address();
        return named().hosts().each().stream()
                .filter(url -> url.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    /** What a production run may cost. */
    ReadLimits limits() {
        return budgets.limits();
    }

    /** How many reads of a standby were made again, because it cancelled them. */
    int repeatedReads() {
        return database == null ? 0 : database.repeated();
    }

    /** The transactions of another database together with those here, where both were read. */
    TransactionTally tallyWith(ReadOnlyDatabase other) {
        return database == null || other == database
                ? other.tally()
                : other.tally().and(database.tally());
    }

    private ReadOnlyDatabase database() {
        if (database == null) {
            database = HostChoice.open(named().hosts(), this::reader);
        }
        return database;
    }

    private DatabaseTarget named() {
        return settings.database().orElseThrow(() -> new IllegalStateException("no database was named"));
    }

    private ReadOnlyDatabase reader(DatabaseUrl url) {
        return ReadOnlyDatabase.pooled(url, limits(), named().pool(), budgets.connections(), watch);
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }
}
