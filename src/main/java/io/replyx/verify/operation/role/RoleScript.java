package io.replyx.verify.operation.role;

import static io.replyx.verify.database.Sql.identifier;

import java.util.ArrayList;
import java.util.List;

/** Writes the SQL that makes a role: for psql, in one transaction, and without a password. */
public final class RoleScript {
    private final RolePlan plan;
    private final String role;
    private final String database;
    private final String schema;
    private final List<String> lines = new ArrayList<>();

    private RoleScript(RolePlan plan) {
        this.plan = plan;
        this.role = identifier(plan.name());
        this.database = identifier(plan.database());
        this.schema = identifier(plan.schema());
    }

    /** The script; running it on a server that has the role already fails and changes nothing. */
    public static String of(RolePlan plan) {
        return new RoleScript(plan).text();
    }

    private String text() {
        opening();
        switch (plan.kind()) {
            case VERIFIER -> verifier();
            case APP_USER -> application();
            case MIGRATION_USER -> migrations();
        }
        line("COMMIT;");
        return String.join("\n", lines) + "\n";
    }

    private void opening() {
        line("-- Run this by psql in the database itself, as a superuser.");
        line("-- The role can log in once it has a password. Give it one by \\password, which sends it hashed:");
        line("-- a password in a statement is seen in the server's log and by whoever watches sessions.");
        line("BEGIN;");
        line("CREATE ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
                + (plan.kind() == RoleKind.VERIFIER ? " CONNECTION LIMIT 3;" : ";"));
        line("-- What everybody has unless it is taken away: temporary tables, and before PostgreSQL 15 CREATE.");
        line("-- Grant TEMPORARY by name to a role that needs it.");
        line("REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC;");
        line("-- Who owns the database or a table, and created there like everybody, goes on with a grant of its own.");
        line(ServerBlock.closedToPublic(plan));
    }

    private void verifier() {
        line("GRANT CONNECT ON DATABASE " + database + " TO " + role + ";");
        line("GRANT USAGE ON SCHEMA " + schema + " TO " + role + ";");
        line("-- SELECT on the history of migrations and on what the contract names, where it is there;");
        line("-- and on sequences, which only tells where they stand.");
        line(ServerBlock.selectOn(plan));
        line("GRANT SELECT ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + role + ";");
        if (plan.statistics()) {
            line("-- Other sessions' transactions, for OPS-002; their statements can be seen with it too.");
            line("GRANT pg_read_all_stats TO " + role + ";");
        }
        if (plan.likeProduction()) {
            line("-- For ./verify rehearse --like-production: pg_dump locks each table against changes, which takes");
            line("-- SELECT. This is for the tables that are there; a later one takes a grant of its own.");
            line(ServerBlock.selectOnEveryTable(plan));
        }
        setting("default_transaction_read_only", "on");
        setting("search_path", "pg_catalog");
        setting("statement_timeout", "5s");
        setting("lock_timeout", "200ms");
        setting("idle_in_transaction_session_timeout", "10s");
        setting("client_connection_check_interval", "1s");
        if (plan.serverVersion() >= 17) {
            setting("transaction_timeout", "60s");
        }
        line("-- Only a superuser may limit temporary files; without one the limit is left out.");
        line(ServerBlock.temporaryFiles(plan));
    }

    private void setting(String name, String value) {
        line("ALTER ROLE " + role + " SET " + name + " = '" + value + "';");
    }

    private void application() {
        line("GRANT CONNECT ON DATABASE " + database + " TO " + role + ";");
        line("GRANT USAGE ON SCHEMA " + schema + " TO " + role + ";");
        useOfTables();
    }

    private void migrations() {
        line("GRANT CONNECT, CREATE ON DATABASE " + database + " TO " + role + ";");
        line("GRANT USAGE, CREATE ON SCHEMA " + schema + " TO " + role + ";");
        useOfTables();
        line("-- What this role creates is for every role that uses the tables of others already.");
        line(ServerBlock.nextTablesForUsers(plan));
    }

    private void useOfTables() {
        line("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + role + ";");
        line("GRANT USAGE ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + role + ";");
        line("-- The same on the next table that somebody creates, whoever may create one in the schema now.");
        line(ServerBlock.nextTables(plan));
    }

    private void line(String line) {
        lines.add(line);
    }
}
