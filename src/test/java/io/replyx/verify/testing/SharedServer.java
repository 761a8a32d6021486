package io.replyx.verify.testing;

import io.replyx.verify.database.RehearsalDatabases;
import io.replyx.verify.database.Server;
import io.replyx.verify.database.ServerOptions;
import io.replyx.verify.database.ServerSearch;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands tests the one server of this test run, started when the first test asks for it and closed at the end. */
public final class SharedServer implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Server.class || type == RehearsalDatabases.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = shared(context);
        return parameter.getParameter().getType() == Server.class ? shared.server : shared.databases;
    }

    /** The server, for extensions that hand it on in their own way. */
    public static Server server(ExtensionContext context) {
        return shared(context).server;
    }

    private static Shared shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent(Shared.class, key -> Shared.start(), Shared.class);
    }

    private record Shared(Server server, RehearsalDatabases databases) implements AutoCloseable {
        static Shared start() {
            // Tests set nothing up: whoever runs them has run the set-up before.
            Server server = ServerSearch.find(
                    ServerOptions.of(Settings.standard(Environment.ofProcess()).server()), line -> {});
            return new Shared(server, new RehearsalDatabases(server));
        }

        @Override
        public void close() {
            try (server) {
                databases.close();
            }
        }
    }
}
