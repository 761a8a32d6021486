package io.replyx.verify.jupiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A specification that is started by itself, as an IDE does, finds the subject of the folder that it runs in. */
class RunStoreTest {

    @Test
    void a_specification_runs_by_itself() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();

        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .enableImplicitConfigurationParameters(false)
                                .selectors(selectClass("io.replyx.verify.specs.chain.ScriptsSpec"))
                                .build(),
                        listener);

        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(6);
        assertThat(listener.getSummary().getTotalFailureCount()).isZero();
    }
}
