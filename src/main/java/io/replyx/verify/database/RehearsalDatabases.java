package io.replyx.verify.database;

import io.replyx.verify.settings.DatabaseUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Makes, clones and drops the databases of a rehearsal on one server. On a server that stays, it takes away whatever it
 * made when it is closed, and when the Java machine ends before that.
 */
public final class RehearsalDatabases implements AutoCloseable {
    private static final int LONGEST_PURPOSE = 40;
    private static final int NAME_BYTES = 5;

    private final Server server;
    private final AdminSession admin;
    private final RehearsalOwner owner;
    private final SketchedRoles roles;
    private final Map<String, DisposableDatabase> databases = new LinkedHashMap<>();
    private final ReentrantReadWriteLock privileges;
    private final Cleanup cleanup;
    private boolean closed;

    /** Begin to use a server. */
    public RehearsalDatabases(Server server) {
        this.server = server;
        this.admin = new AdminSession(server.adminUrl());
        if (server.vanishes()) {
            admin.cheapenPassword(server.adminUrl().password());
        }
        this.owner = RehearsalOwner.create(admin, server.vanishes());
        this.roles = new SketchedRoles(admin);
        this.privileges = new ReentrantReadWriteLock();
        this.cleanup = Cleanup.promise(this::takeAway);
    }

    private RehearsalDatabases(Server server, AdminSession admin, RehearsalOwner owner) {
        this.server = server;
        this.admin = admin;
        this.owner = owner;
        this.roles = new SketchedRoles(admin);
        this.privileges = new ReentrantReadWriteLock();
        this.cleanup = Cleanup.promise(this::takeAway);
    }

    /**
     * Begin to use a server for what another server has: one of its roles owns the databases here, and others are there
     * by their names, without a way in.
     *
     * @param owner the one that migrations run as
     * @param others those that own something besides, or have privileges
     * @throws NoUsableDatabase when somebody on the server has the owner's name
     */
    public static RehearsalDatabases like(Server server, RoleSketch owner, List<RoleSketch> others) {
        AdminSession admin = new AdminSession(server.adminUrl());
        try {
            var databases = new RehearsalDatabases(server, admin, RehearsalOwner.like(admin, server.adminUrl(), owner));
            try {
                databases.roles.make(others);
                return databases;
            } catch (RuntimeException failed) {
                databases.close();
                throw failed;
            }
        } catch (RuntimeException failed) {
            admin.close();
            throw failed;
        }
    }

    private RehearsalDatabases(RehearsalDatabases parent) {
        this.server = parent.server;
        this.admin = parent.admin;
        this.owner = parent.owner;
        this.roles = parent.roles;
        this.privileges = parent.privileges;
        this.cleanup = Cleanup.promise(this::dropAll);
    }

    /** A part that shares the owner: what is made through it is dropped when it is closed, and nothing else. */
    public RehearsalDatabases part() {
        return new RehearsalDatabases(this);
    }

    /** A database of another part, which stays when it is closed here. */
    public DisposableDatabase borrow(DisposableDatabase other) {
        return new DisposableDatabase(this, other.ownerUrl(), other.adminUrl());
    }

    /** The server that the databases are on. */
    public Server server() {
        return server;
    }

    /** The role that owns the databases and that migrations run as. */
    public String ownerRole() {
        return owner.name();
    }

    /** An empty database; the purpose becomes part of its name. */
    public DisposableDatabase create(String purpose) {
        return create(purpose, "template0 ENCODING 'UTF8'" + strategy());
    }

    /**
     * An empty database with an encoding and a locale of its own.
     *
     * @param locale what CREATE DATABASE is told of them
     */
    public DisposableDatabase create(String purpose, DatabaseLocale locale) {
        return create(purpose, "template0" + locale.words() + strategy());
    }

    /** Give a database to another role. */
    public void giveTo(DisposableDatabase database, String role) {
        admin.execute("ALTER DATABASE " + Sql.identifier(database.name()) + " OWNER TO " + Sql.identifier(role));
    }

    /**
     * A copy of a database that nobody is connected to, with the settings, grants, limit and comment that PostgreSQL
     * leaves out of a copy.
     */
    public DisposableDatabase clone(DisposableDatabase template, String purpose) {
        DisposableDatabase copy = create(purpose, Sql.identifier(template.name()) + strategy());
        new CloneRepair(admin).repair(template.name(), copy.name());
        return copy;
    }

    private synchronized DisposableDatabase create(String purpose, String template) {
        String name = "rehearsal_" + Passwords.hex(NAME_BYTES) + "_" + plain(purpose);
        DatabaseUrl adminUrl = server.adminUrl().withDatabase(name);
        var database = new DisposableDatabase(this, adminUrl.withUser(owner.name(), owner.password()), adminUrl);
        if (closed) {
            throw new IllegalStateException("no database is made after the end of its rehearsal");
        }
        // Noted before it exists: a kill between the two must not leave it behind.
        databases.put(name, database);
        admin.execute("CREATE DATABASE " + Sql.identifier(name) + " OWNER " + Sql.identifier(owner.name())
                + " TEMPLATE " + template);
        return database;
    }

    /** Drop a database, whoever is connected to it. */
    public synchronized void drop(DisposableDatabase database) {
        if (databases.remove(database.name()) != null) {
            dropByName(database.name());
        }
    }

    /** Make the owner a superuser until the scope is closed: for a step that makes an extension which is not trusted. */
    public PrivilegeScope superuserScope() {
        privileges.writeLock().lock();
        if (owner.superuser()) {
            return new PrivilegeScope(() -> privileges.writeLock().unlock());
        }
        try {
            admin.execute("ALTER ROLE " + Sql.identifier(owner.name()) + " SUPERUSER");
        } catch (RuntimeException refused) {
            privileges.writeLock().unlock();
            throw refused;
        }
        return new PrivilegeScope(this::endSuperuserScope);
    }

    private void endSuperuserScope() {
        try {
            admin.execute("ALTER ROLE " + Sql.identifier(owner.name()) + " NOSUPERUSER");
        } finally {
            privileges.writeLock().unlock();
        }
    }

    /** Keep the owner an ordinary role until the scope is closed, whatever goes on beside it. */
    public PrivilegeScope ordinaryScope() {
        privileges.readLock().lock();
        return new PrivilegeScope(() -> privileges.readLock().unlock());
    }

    @Override
    public void close() {
        cleanup.run();
    }

    private synchronized void takeAway() {
        closed = true;
        // A server that vanishes takes its databases along, and may be gone already when the Java machine ends.
        if (!server.vanishes()) {
            List.copyOf(databases.keySet()).forEach(this::dropByName);
            owner.drop(admin);
            roles.drop();
        }
        databases.clear();
        admin.close();
    }

    private synchronized void dropAll() {
        closed = true;
        List.copyOf(databases.keySet()).forEach(this::dropByName);
        databases.clear();
    }

    private void dropByName(String name) {
        admin.execute("DROP DATABASE IF EXISTS " + Sql.identifier(name) + " WITH (FORCE)");
    }

    /** Copying files is several times faster than copying through the log, and a disposable server needs no log. */
    private String strategy() {
        return server.facts().major() >= 15 ? " STRATEGY FILE_COPY" : "";
    }

    private static String plain(String purpose) {
        String plain = purpose.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
        return Optional.of(plain)
                .filter(text -> text.length() > LONGEST_PURPOSE)
                .map(text -> text.substring(0, LONGEST_PURPOSE))
                .orElse(plain);
    }
}
