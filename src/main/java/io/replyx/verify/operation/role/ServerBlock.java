package io.replyx.verify.operation.role;

import static io.replyx.verify.database.Sql.literal;

import java.util.stream.Collectors;

/** Writes the parts of a script that have to look at the database first. */
final class ServerBlock {
    private ServerBlock() {}

    /** No CREATE for everybody in the schema; its owners keep it. */
    static String closedToPublic(RolePlan plan) {
        return block("""
                DECLARE
                    owners name[];
                    owner name;
                BEGIN
                    SELECT pg_catalog.array_agg(r.rolname) INTO owners
                    FROM pg_catalog.pg_roles r
                    WHERE NOT r.rolsuper AND pg_catalog.has_schema_privilege(r.oid, %1$s, 'CREATE')
                      AND (EXISTS (SELECT FROM pg_catalog.pg_database d
                                   WHERE d.datdba = r.oid AND d.datname = pg_catalog.current_database())
                           OR EXISTS (SELECT FROM pg_catalog.pg_class c
                                      WHERE c.relowner = r.oid
                                        AND c.relnamespace = (SELECT n.oid FROM pg_catalog.pg_namespace n
                                                              WHERE n.nspname = %1$s)));
                    EXECUTE format('REVOKE CREATE ON SCHEMA %%I FROM PUBLIC', %1$s);
                    FOREACH owner IN ARRAY coalesce(owners, '{}') LOOP
                        IF NOT pg_catalog.has_schema_privilege(owner, %1$s, 'CREATE') THEN
                            EXECUTE format('GRANT CREATE ON SCHEMA %%I TO %%I', %1$s, owner);
                        END IF;
                    END LOOP;
                END""".formatted(literal(plan.schema()).strip()));
    }

    /** SELECT on each table that is there. */
    static String selectOn(RolePlan plan) {
        String tables = plan.tables().stream()
                .map(table -> literal(table).strip())
                .collect(Collectors.joining(",\n        ", "\n        ", ""));
        return block("""
                DECLARE
                    wanted text;
                BEGIN
                    FOREACH wanted IN ARRAY ARRAY[%s]::text[] LOOP
                        IF to_regclass(wanted) IS NOT NULL THEN
                            EXECUTE format('GRANT SELECT ON TABLE %%s TO %%I', to_regclass(wanted), %s);
                        END IF;
                    END LOOP;
                END""".formatted(tables, name(plan)));
    }

    /** SELECT on each table that pg_dump locks, and USAGE on its schema. */
    static String selectOnEveryTable(RolePlan plan) {
        return block("""
                DECLARE
                    wanted record;
                BEGIN
                    FOR wanted IN
                        SELECT n.nspname, c.relname
                        FROM pg_catalog.pg_class c
                        INNER JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                          AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                          AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                          WHERE d.classid = 'pg_catalog.pg_class'::regclass
                                            AND d.objid = c.oid AND d.deptype = 'e')
                        ORDER BY n.nspname, c.relname
                    LOOP
                        EXECUTE format('GRANT USAGE ON SCHEMA %%I TO %%I', wanted.nspname, %1$s);
                        EXECUTE format('GRANT SELECT ON TABLE %%I.%%I TO %%I', wanted.nspname, wanted.relname, %1$s);
                    END LOOP;
                END""".formatted(name(plan)));
    }

    /** The limit of temporary files, where whoever runs the script may set it. */
    static String temporaryFiles(RolePlan plan) {
        return block("""
                BEGIN
                    IF current_setting('is_superuser') = 'on' THEN
                        EXECUTE format('ALTER ROLE %%I SET temp_file_limit = %%L', %s, '256MB');
                    END IF;
                END""".formatted(name(plan)));
    }

    /** Privileges on whatever anybody creates in the schema who may do so. */
    static String nextTables(RolePlan plan) {
        return block("""
                DECLARE
                    creator name;
                BEGIN
                    FOR creator IN
                        SELECT r.rolname FROM pg_catalog.pg_roles r
                        WHERE r.rolname !~ '^pg_' AND r.rolname <> %1$s
                          AND (pg_catalog.has_schema_privilege(r.oid, %2$s, 'CREATE')
                               OR EXISTS (SELECT FROM pg_catalog.pg_class c
                                          WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p')
                                            AND c.relnamespace = (SELECT n.oid FROM pg_catalog.pg_namespace n
                                                                  WHERE n.nspname = %2$s)))
                        ORDER BY r.rolname
                    LOOP
                        IF pg_catalog.pg_has_role(creator, 'USAGE') THEN
                            EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I IN SCHEMA %%I'
                                || ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %%I', creator, %2$s, %1$s);
                            EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I IN SCHEMA %%I'
                                || ' GRANT USAGE ON SEQUENCES TO %%I', creator, %2$s, %1$s);
                        ELSE
                            RAISE WARNING 'tables that role %% creates will be closed to role %%', creator, %1$s;
                        END IF;
                    END LOOP;
                END""".formatted(name(plan), literal(plan.schema()).strip()));
    }

    /** What the role itself creates is open to those to whom other roles' next tables are open. */
    static String nextTablesForUsers(RolePlan plan) {
        return block("""
                DECLARE
                    who name;
                BEGIN
                    IF NOT pg_catalog.pg_has_role(%1$s, 'USAGE') THEN
                        RAISE WARNING 'tables that role %% creates will be closed to other roles', %1$s;
                        RETURN;
                    END IF;
                    FOR who IN
                        SELECT DISTINCT r.rolname
                        FROM pg_catalog.pg_default_acl d
                        CROSS JOIN LATERAL pg_catalog.aclexplode(d.defaclacl) x
                        INNER JOIN pg_catalog.pg_roles r ON r.oid = x.grantee
                        INNER JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
                        WHERE n.nspname = %2$s AND d.defaclobjtype = 'r' AND x.privilege_type = 'INSERT'
                          AND r.rolname <> %1$s
                        ORDER BY r.rolname
                    LOOP
                        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I IN SCHEMA %%I'
                            || ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %%I', %1$s, %2$s, who);
                        EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %%I IN SCHEMA %%I'
                            || ' GRANT USAGE ON SEQUENCES TO %%I', %1$s, %2$s, who);
                    END LOOP;
                END""".formatted(name(plan), literal(plan.schema()).strip()));
    }

    private static String name(RolePlan plan) {
        return literal(plan.name()).strip();
    }

    /** Between quotes of a kind that the body does not hold, whatever names are in it. */
    private static String block(String body) {
        String tag = "do";
        while (body.contains("$" + tag + "$")) {
            tag += "_";
        }
        return "DO $" + tag + "$\n" + body + "\n$" + tag + "$;";
    }
}
