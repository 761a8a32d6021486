package io.replyx.verify.specs;

import io.replyx.verify.evidence.WriteProof;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.Rehearsal;
import io.replyx.verify.jupiter.Rule;
import io.replyx.verify.jupiter.RuleOrder;
import io.replyx.verify.jupiter.RuleTitle;
import io.replyx.verify.jupiter.Run;
import io.replyx.verify.jupiter.RunStore;
import io.replyx.verify.jupiter.Step;
import io.replyx.verify.settings.WrongUse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** All specifications of the suite. */
public final class Specifications {
    private static final LauncherConfig SUITE_ALONE = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .build();

    /** Found once: the class path takes longer to search than scripts to be judged. */
    private static final List<ClassSelector> CLASSES = ReflectionSupport.findAllClassesInPackage(
                    Specifications.class.getPackageName(), type -> true, name -> name.endsWith("Spec"))
            .stream()
            .map(DiscoverySelectors::selectClass)
            .toList();

    private Specifications() {}

    /** Which specifications run, by what they look at. */
    public enum Scope {
        /** All of them. */
        EVERYTHING,
        /** Those that look at the scripts alone and need no database. */
        SCRIPTS,
        /** Those that look at a single version. */
        STEPS,
        /** Those that look at a database as it stands. */
        STATE,
        /** The one that destroys the database at the end of the chain and restores it, which takes longest. */
        RESTORE,
        /** All but that one. */
        ALL_BUT_RESTORE;

        private boolean includes(Method specification) {
            List<Class<?>> asked = List.of(specification.getParameterTypes());
            return switch (this) {
                case EVERYTHING -> true;
                case RESTORE -> restores(specification);
                case ALL_BUT_RESTORE -> !restores(specification);
                case SCRIPTS ->
                    Stream.of(Rehearsal.class, Observed.class, Step.class, WriteProof.class)
                            .noneMatch(asked::contains);
                case STATE ->
                    asked.contains(Observed.class)
                            && Stream.of(Rehearsal.class, Step.class, WriteProof.class)
                                    .noneMatch(asked::contains);
                case STEPS -> asked.contains(Step.class);
            };
        }
    }

    private static boolean restores(Method specification) {
        return specification.getAnnotation(Rule.class).value().equals("DAT-005");
    }

    /** Run the specifications that a run asks for; the run knows afterwards what they came to. */
    public static void verify(Run run) {
        Optional<Run> beginning = run.beginning();
        if (beginning.isPresent()) {
            try (Run before = beginning.get()) {
                verify(before, Scope.STATE);
                run.knowsBefore(before.outcomes());
            }
        }
        run.beginAhead();
        verify(run, Scope.EVERYTHING);
    }

    /** Run those specifications that a run asks for and that look at certain things only. */
    public static void verify(Run run, Scope scope) {
        try (LauncherSession session = LauncherFactory.openSession(SUITE_ALONE)) {
            RunStore.put(session, run);
            session.getLauncher().execute(request(run.settings().rules(), scope));
        }
    }

    /**
     * Refuse rules that no specification verifies.
     *
     * @throws WrongUse naming the unknown rule and those that there are
     */
    public static void requireKnown(Set<String> rules) {
        if (rules.isEmpty()) {
            return;
        }
        Set<String> known = titles().keySet();
        for (String rule : rules) {
            if (!known.contains(rule)) {
                throw new WrongUse("no rule " + rule + ": there are " + String.join(", ", known));
            }
        }
    }

    /** The title of every rule by its ID. */
    public static SortedMap<String, String> titles() {
        SortedMap<String, String> titles = new TreeMap<>();
        try (LauncherSession session = LauncherFactory.openSession(SUITE_ALONE)) {
            TestPlan plan = session.getLauncher().discover(request(Set.of(), Scope.EVERYTHING));
            for (TestIdentifier root : plan.getRoots()) {
                plan.getDescendants(root).stream()
                        .map(TestIdentifier::getSource)
                        .flatMap(Optional::stream)
                        .forEach(source -> addTitle(source, titles));
            }
        }
        return titles;
    }

    private static void addTitle(TestSource source, SortedMap<String, String> titles) {
        if (source instanceof MethodSource method) {
            Method specification = method.getJavaMethod();
            titles.putIfAbsent(specification.getAnnotation(Rule.class).value(), RuleTitle.of(specification));
        }
    }

    private static LauncherDiscoveryRequest request(Set<String> rules, Scope scope) {
        return LauncherDiscoveryRequestBuilder.request()
                // Whoever else is on the class path may have settings of its own for its own tests.
                .enableImplicitConfigurationParameters(false)
                .selectors(CLASSES)
                .filters((PostDiscoveryFilter) descriptor -> included(descriptor, rules, scope))
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$OrderAnnotation")
                .configurationParameter("junit.jupiter.testmethod.order.default", RuleOrder.class.getName())
                .build();
    }

    private static FilterResult included(TestDescriptor descriptor, Set<String> rules, Scope scope) {
        Optional<Method> specification = descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(MethodSource::getJavaMethod);
        boolean asked = specification.isEmpty()
                || rules.isEmpty()
                || rules.contains(specification.get().getAnnotation(Rule.class).value());
        return FilterResult.includedIf(asked && (specification.isEmpty() || scope.includes(specification.get())));
    }
}
