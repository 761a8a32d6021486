package io.replyx.verify.cli;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.ContractFile;
import io.replyx.verify.database.HostChoice;
import io.replyx.verify.database.ReadLimits;
import io.replyx.verify.database.ReadOnlyDatabase;
import io.replyx.verify.database.ServerFactsQuery;
import io.replyx.verify.database.Sql;
import io.replyx.verify.evidence.Workbench;
import io.replyx.verify.operation.role.RoleKind;
import io.replyx.verify.operation.role.RolePlan;
import io.replyx.verify.operation.role.RoleScript;
import io.replyx.verify.settings.DatabaseHosts;
import io.replyx.verify.settings.DatabaseTarget;
import io.replyx.verify.settings.DatabaseUrl;
import io.replyx.verify.settings.ExitCode;
import io.replyx.verify.settings.WrongUse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Print the SQL that makes a role with the privileges that it needs, and no others. */
@Command(
        name = "role",
        description = {
            "Print the SQL that makes a role with the privileges that it needs, and no others.",
            "It is for psql, for PostgreSQL 14 to 18, and holds no password. Nothing is changed by printing it."
        })
final class RoleCommand extends ConsoleCommand {
    private static final int OLDEST_SERVER = 14;

    @Parameters(paramLabel = "ROLE", description = "verifier, app_user or migration_user.")
    private RoleKind kind = RoleKind.VERIFIER;

    @Option(names = "--name", paramLabel = "NAME", description = "Another name for the role.")
    @Nullable
    private String name;

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "The database (default: the one that DATABASE_URL names).")
    @Nullable
    private String database;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema (default: public).")
    private String schema = "public";

    @Option(
            names = "--server-version",
            paramLabel = "MAJOR",
            description = "The server's major version (default: asked of DATABASE_URL, otherwise 14).")
    @Nullable
    private Integer serverVersion;

    @Option(
            names = "--statistics",
            description = "Let the verifier see other sessions' transactions, and with them their statements.")
    private boolean statistics;

    @Option(
            names = "--like-production",
            description =
                    "Let the verifier read what ./verify rehearse --like-production takes: SELECT on every table.")
    private boolean likeProduction;

    @Mixin
    private SubjectOptions subject = new SubjectOptions();

    @Override
    public Integer call() {
        Optional<DatabaseHosts> hosts = environment().database().map(DatabaseTarget::hosts);
        String target = Optional.ofNullable(database)
                .or(() -> hosts.map(each -> each.first().database()))
                .orElseThrow(() -> new WrongUse("name the database by --database, or set DATABASE_URL"));
        int version = Optional.ofNullable(serverVersion)
                .or(() -> hosts.map(HostChoice::of).map(RoleCommand::ask))
                .orElse(OLDEST_SERVER);
        RolePlan plan = new RolePlan(
                kind,
                name == null ? kind.usualName() : name,
                target,
                schema,
                version,
                tables(),
                statistics,
                likeProduction);
        console().say(RoleScript.of(plan).stripTrailing());
        return ExitCode.READY.code();
    }

    private static int ask(DatabaseUrl url) {
        try (ReadOnlyDatabase server = new ReadOnlyDatabase(url, ReadLimits.standard())) {
            return server.read(connection -> ServerFactsQuery.read(connection, url.address()))
                    .major();
        }
    }

    /** The histories of migration tools, and what the contract has looked at. */
    private List<String> tables() {
        Path file = subject.paths(environment()).contract();
        Optional<Contract> contract = Files.exists(file) ? Optional.of(ContractFile.read(file)) : Optional.empty();
        Stream<String> agreed = contract.stream()
                .flatMap(each -> Stream.concat(
                        each.filledTables().stream(), each.searches().stream().map(Contract.Search::table)));
        Stream<String> history =
                Workbench.BOOKKEEPING.stream().sorted().map(table -> Sql.identifier(schema) + "." + table);
        return Stream.concat(history, agreed).distinct().toList();
    }
}
