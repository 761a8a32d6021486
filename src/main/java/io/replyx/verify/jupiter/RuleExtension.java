package io.replyx.verify.jupiter;

import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Subject;
import io.replyx.verify.database.ReadTimedOut;
import io.replyx.verify.evidence.WriteProof;
import io.replyx.verify.settings.Mode;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.opentest4j.TestAbortedException;

/** Runs a specification as the check of a rule: hands it what it asks for and records what it came to. */
final class RuleExtension
        implements ExecutionCondition, BeforeEachCallback, ParameterResolver, InvocationInterceptor, TestWatcher {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(RuleExtension.class);
    private static final Map<Class<?>, Function<Run, Object>> PARAMETERS = Map.of(
            WriteProof.class, Run::writeProof,
            Subject.class, Run::subject,
            Rehearsal.class, Run::rehearsal,
            Observed.class, Run::observed,
            Contract.class, RuleExtension::contract);
    private static final Set<Class<?>> REHEARSED = Set.of(Rehearsal.class, Step.class);

    /** What is told of a database to which nothing is going to be done. */
    private static final Set<String> DRIFT = Set.of("MIG-008", "CAT-001", "OPS-001");

    private static Contract contract(Run run) {
        return run.subject().contract().orElseThrow(() -> Check.notVerified("the subject has no contract"));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("");
        }
        Run run = RunStore.run(context);
        Method method = context.getRequiredTestMethod();
        boolean safe = context.getRequiredTestClass().isAnnotationPresent(ReadOnlySafe.class);
        if (run.settings().mode() == Mode.PRODUCTION && (!safe || asksFor(method, REHEARSED))) {
            return ConditionEvaluationResult.disabled("verified in rehearsal, not here");
        }
        if (asksFor(method, Set.of(Contract.class)) && run.subject().contract().isEmpty()) {
            return ConditionEvaluationResult.disabled("the subject has no contract");
        }
        if (!run.subject().directory().problems().isEmpty() && asksForDatabase(method)) {
            return ConditionEvaluationResult.disabled("nothing was touched, since MIG-001 is broken");
        }
        return run.settings().likeProduction() ? byLikeness(run, method) : ConditionEvaluationResult.enabled("");
    }

    private static ConditionEvaluationResult byLikeness(Run run, Method method) {
        Optional<String> reason =
                Optional.ofNullable(method.getAnnotation(NotByLikeness.class)).map(NotByLikeness::value);
        String rule = method.getAnnotation(Rule.class).value();
        boolean ofDrift = DRIFT.contains(rule) && !asksFor(method, REHEARSED);
        if (reason.isEmpty() && asksForDatabase(method) && !ofDrift && run.nothingPending()) {
            reason = Optional.of("no version is pending; ./verify production looks at the database as it is");
        }
        reason.ifPresent(why -> run.record().leaveOut(rule));
        return reason.map(ConditionEvaluationResult::disabled).orElse(ConditionEvaluationResult.enabled(""));
    }

    private static boolean asksForDatabase(Method method) {
        return asksFor(method, REHEARSED) || asksFor(method, Set.of(Observed.class));
    }

    private static boolean asksFor(Method method, Set<Class<?>> types) {
        return List.of(method.getParameterTypes()).stream().anyMatch(types::contains);
    }

    /** Make what the specification asks for before it is asked for, so that a reason to skip is not taken for an error. */
    @Override
    public void beforeEach(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        store.put(Check.class, new Parameter(new Check()));
        Run run = RunStore.run(context);
        for (Class<?> type : context.getRequiredTestMethod().getParameterTypes()) {
            Function<Run, Object> make = PARAMETERS.get(type);
            if (make != null) {
                store.put(type, new Parameter(make.apply(run)));
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Check.class || PARAMETERS.containsKey(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stored(context, parameter.getParameter().getType());
    }

    /** Wrapped, since a store closes what can be closed, and the rehearsal outlives the check. */
    private record Parameter(Object value) {}

    private static Object stored(ExtensionContext context, Class<?> type) {
        return context.getStore(NAMESPACE).get(type, Parameter.class).value();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        check(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        check(invocation, context);
    }

    private static void check(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        Check check = (Check) stored(context, Check.class);
        OutcomeRecorder recorder = recorder(context);
        try {
            invocation.proceed();
            recorder.settle(check);
            check.conclude(recorder.title(), recorder.mayExamineNothing());
            recorder.passed(check);
        } catch (TestAbortedException notVerified) {
            recorder.endEarly(check, String.valueOf(notVerified.getMessage()));
            throw notVerified;
        } catch (ReadTimedOut limit) {
            recorder.outOfBudget(check, limit);
        } catch (Throwable failure) {
            recorder.failed(check, failure);
            throw failure;
        }
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        recorder(context).skipped(new Check(), reason.orElse("disabled"));
    }

    /** A reason to skip that came up before the specification began. */
    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        recorder(context)
                .unlessRecorded(recorder ->
                        recorder.skipped(new Check(), cause == null ? "aborted" : String.valueOf(cause.getMessage())));
    }

    /** A failure that came up before the specification began, such as a server that went away. */
    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        recorder(context)
                .unlessRecorded(recorder -> recorder.failed(
                        new Check(), cause == null ? new IllegalStateException("failed without a cause") : cause));
    }

    private static OutcomeRecorder recorder(ExtensionContext context) {
        return new OutcomeRecorder(RunStore.run(context), context);
    }
}
