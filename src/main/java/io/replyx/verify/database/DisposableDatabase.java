package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.sql.Connection;
import javax.sql.DataSource;

/** A database that may be ruined; closing it drops it, together with whoever is still connected. */
public final class DisposableDatabase implements AutoCloseable {
    private final RehearsalDatabases home;
    private final DatabaseUrl ownerUrl;
    private final DatabaseUrl adminUrl;

    DisposableDatabase(RehearsalDatabases home, DatabaseUrl ownerUrl, DatabaseUrl adminUrl) {
        this.home = home;
        this.ownerUrl = ownerUrl;
        this.adminUrl = adminUrl;
    }

    /** Its name on the server. */
    public String name() {
        return ownerUrl.database();
    }

    /** The database as its owner, who is no superuser: what migrations run as. */
    public DatabaseUrl ownerUrl() {
        return ownerUrl;
    }

    /** The database as a superuser. */
    public DatabaseUrl adminUrl() {
        return adminUrl;
    }

    /** A new connection as the owner. */
    public Connection open() {
        return Connector.forRehearsal().open(ownerUrl);
    }

    /** Connections as the owner, for a library that wants a data source. */
    public DataSource dataSource() {
        return new ConnectorDataSource(Connector.forRehearsal(), ownerUrl);
    }

    /** A new connection as a superuser. */
    public Connection openAsAdmin() {
        return Connector.forRehearsal().open(adminUrl);
    }

    @Override
    public void close() {
        home.drop(this);
    }
}
