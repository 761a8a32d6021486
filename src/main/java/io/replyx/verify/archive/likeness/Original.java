package io.replyx.verify.archive.likeness;

import io.replyx.verify.archive.DatabaseProperties;
import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.database.RoleSketch;
import io.replyx.verify.database.ServerFacts;
import io.replyx.verify.migration.BookRows;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything that is read of a database in use to make another like it; no row of its tables but those of the books.
 *
 * @param reader the role that read it
 * @param facts its server
 * @param properties what belongs to it as a whole
 * @param deployer the role as which versions are applied to it
 * @param roles all that own something in it or have privileges, the deployer included
 * @param deployersSettings what the deployer has set in every database
 * @param serverSettings what the server sets
 * @param catalog what it consists of
 * @param script the statements that make it
 * @param books what tools for migrations have noted in it
 * @param rows how many rows its tables are held to have
 * @param shapes what the planner knows of its columns
 */
public record Original(
        String reader,
        ServerFacts facts,
        DatabaseProperties properties,
        RoleSketch deployer,
        List<RoleSketch> roles,
        List<DatabaseProperties.Setting> deployersSettings,
        List<ServerSetting> serverSettings,
        Catalog catalog,
        String script,
        List<BookRows> books,
        SortedMap<String, Long> rows,
        List<ColumnShape> shapes) {}
