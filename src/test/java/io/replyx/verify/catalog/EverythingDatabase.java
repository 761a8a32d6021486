package io.replyx.verify.catalog;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that has at least one object of every kind. */
final class EverythingDatabase {
    private static final String ROLES = """
            do $$
            declare
                wanted text;
            begin
                foreach wanted in array array['cat_app', 'cat_owner'] loop
                    if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
                        execute format('create role %I', wanted);
                    end if;
                end loop;
            end
            $$
            """;

    private EverythingDatabase() {}

    static Connection create(String name) throws SQLException, IOException {
        Connection connection = CatalogTestDatabase.createDatabase(name);
        CatalogTestDatabase.execute(connection, ROLES);
        CatalogTestDatabase.execute(connection, CatalogTestDatabase.resource("everything.sql"));
        CatalogTestDatabase.execute(connection, "alter database " + name + " set work_mem = '8MB'");
        CatalogTestDatabase.execute(connection, "alter database " + name + " connection limit 50");
        return connection;
    }
}
