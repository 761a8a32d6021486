package io.replyx.verify.testing;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.ContractFile;
import io.replyx.verify.database.DisposableDatabase;
import io.replyx.verify.database.RehearsalDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/** ReplyX's database as it stands in production, with the role that production runs look as. */
public record DeployedReplyx(DisposableDatabase database, Verifier verifier) implements AutoCloseable {

    /** At the head of the chain, with its rows and statistics. */
    public static DeployedReplyx atHead(RehearsalDatabases databases, String purpose) throws SQLException {
        DisposableDatabase database = ReplyxDatabase.atHead(databases, purpose);
        Sql.run(database, "analyze");
        Contract contract = ContractFile.read(Path.of("fixtures/contract.yaml"));
        return new DeployedReplyx(
                database,
                Verifier.of(
                        database,
                        Stream.of(
                                        Stream.of("public.flyway_schema_history"),
                                        contract.filledTables().stream(),
                                        contract.searches().stream().map(Contract.Search::table))
                                .flatMap(tables -> tables)
                                .toList()));
    }

    /** What DATABASE_URL names for a production run. */
    public String url() {
        return VerifyProcess.text(verifier.url(database));
    }

    @Override
    public void close() throws SQLException {
        verifier.close();
        database.close();
    }
}
