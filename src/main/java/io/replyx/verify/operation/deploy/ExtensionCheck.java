package io.replyx.verify.operation.deploy;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.database.Sql;
import io.replyx.verify.migration.Version;
import io.replyx.verify.operation.deploy.DeployPlan.Install;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out which extensions of the contract are missing, and whether the role may install them. */
final class ExtensionCheck {
    private static final String STATE = """
            select e.extversion as installed, x.default_version as available,
                   coalesce(r.rolsuper or not v.superuser
                     or (v.trusted and pg_catalog.has_database_privilege(d.oid, 'CREATE')), false) as allowed
            from pg_catalog.pg_database d
            join pg_catalog.pg_roles r on r.rolname = current_user
            left join pg_catalog.pg_extension e on e.extname = ?
            left join pg_catalog.pg_available_extensions() x on x.name = ?
            left join pg_catalog.pg_available_extension_versions() v
              on v.name = x.name and v.version = x.default_version
            where d.datname = pg_catalog.current_database()
            """;

    private final List<Install> installs = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private final Optional<Catalog> wanted;

    /** @param wanted the catalog that is approved for the version to come, for the schemas of extensions */
    ExtensionCheck(Optional<Catalog> wanted) {
        this.wanted = wanted;
    }

    List<Install> installs() {
        return installs;
    }

    List<String> obstacles() {
        return obstacles;
    }

    void look(Connection connection, List<Contract.Extension> extensions) throws SQLException {
        for (Contract.Extension extension : extensions) {
            try (PreparedStatement query = connection.prepareStatement(STATE)) {
                query.setString(1, extension.name());
                query.setString(2, extension.name());
                try (ResultSet row = query.executeQuery()) {
                    row.next();
                    judge(
                            extension,
                            Optional.ofNullable(row.getString("installed")),
                            Optional.ofNullable(row.getString("available")),
                            row.getBoolean("allowed"));
                }
            }
        }
    }

    private void judge(
            Contract.Extension want, Optional<String> installed, Optional<String> available, boolean allowed) {
        String name = want.name();
        if (installed.isPresent()) {
            if (isOlder(installed.get(), want)) {
                obstacles.add("extension " + name + " is installed in version " + installed.get() + ", and the contract"
                        + " asks for " + want.minimum().orElse("") + " or newer: "
                        + (available.filter(version -> !isOlder(version, want)).isPresent()
                                ? "its owner or a superuser runs ALTER EXTENSION " + Sql.identifier(name) + " UPDATE"
                                : "install that on the server, then run ALTER EXTENSION " + Sql.identifier(name)
                                        + " UPDATE"));
            }
        } else if (available.isEmpty()) {
            obstacles.add("extension " + name + " is not available on the server: install its package there");
        } else if (isOlder(available.get(), want)) {
            obstacles.add("the server has extension " + name + " in version " + available.get() + ", and the contract"
                    + " asks for " + want.minimum().orElse("") + " or newer: install that on the server");
        } else if (!allowed) {
            obstacles.add("extension " + name + " is missing, and the role may not install it: a superuser runs "
                    + statement(name) + " in this database");
        } else {
            installs.add(new Install(name, available.get(), statement(name)));
        }
    }

    private static boolean isOlder(String have, Contract.Extension want) {
        Optional<Version> minimum = want.minimum().flatMap(Version::parse);
        Optional<Version> version = Version.parse(have);
        return minimum.isPresent() && (version.isEmpty() || version.get().compareTo(minimum.get()) < 0);
    }

    private String statement(String name) {
        String schema = wanted.stream()
                .flatMap(catalog -> catalog.extensions().stream())
                .filter(extension -> extension.name().equals(name))
                .findFirst()
                .map(extension -> " WITH SCHEMA " + extension.schema())
                .orElse("");
        return "CREATE EXTENSION " + Sql.identifier(name) + schema;
    }
}
