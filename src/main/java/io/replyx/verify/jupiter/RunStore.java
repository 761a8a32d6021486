package io.replyx.verify.jupiter;

import io.replyx.verify.contract.ContractFile;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.evidence.PhaseClock;
import io.replyx.verify.migration.MigrationDirectory;
import io.replyx.verify.settings.Environment;
import io.replyx.verify.settings.Settings;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;

/** Where a specification finds the run that it belongs to, and makes one of its own when it was started by itself. */
public final class RunStore {
    private static final String LENT = Lent.class.getName();
    private static final String OWN = Run.class.getName();

    private RunStore() {}

    /** A run that outlasts the session: what can be closed is closed with the store that it stands in. */
    private record Lent(Run run) {}

    /** Lend a run to all specifications of a launcher session; whoever made it closes it. */
    public static void put(LauncherSession session, Run run) {
        session.getStore().put(Namespace.create(RunStore.class), LENT, new Lent(run));
    }

    static Run run(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(
                ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(RunStore.class));
        Lent lent = store.get(LENT, Lent.class);
        return lent != null ? lent.run() : store.getOrComputeIfAbsent(OWN, key -> standard(), Run.class);
    }

    private static Run standard() {
        Settings settings = Settings.standard(Environment.ofProcess());
        return new Run(settings, subject(settings), new PhaseClock(), line -> {});
    }

    /** Read the subject that a run is about. */
    public static Subject subject(Settings settings) {
        return subject(settings.paths());
    }

    /** Read the subject that stands in these places. */
    public static Subject subject(Settings.Paths paths) {
        boolean hasContract = paths.contractRequired() || Files.exists(paths.contract());
        return new Subject(
                MigrationDirectory.read(paths.migrations()),
                paths.fixtures(),
                hasContract ? Optional.of(ContractFile.read(paths.contract())) : Optional.empty());
    }
}
