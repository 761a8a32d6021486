package io.replyx.verify.jupiter;

import io.replyx.verify.migration.Migration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Hands each version of the chain to a specification in turn. */
final class EveryVersionProvider implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Run run = RunStore.run(context);
        return run.subject().directory().migrations().stream()
                .filter(run::looksAt)
                .map(migration -> new OneVersion(run, migration));
    }

    private record OneVersion(Run run, Migration migration)
            implements TestTemplateInvocationContext, ParameterResolver, BeforeEachCallback {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "version " + migration.version();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            OutcomeRecorder.place(context, migration.version());
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Step.class;
        }

        @Override
        public Step resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return new Step(run.rehearsal(), migration);
        }
    }
}
