package io.replyx.verify.jupiter;

import java.util.Comparator;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Orders the specifications of a class by the IDs of their rules, so that every run goes the same way. */
public final class RuleOrder implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors()
                .sort(Comparator.comparing((MethodDescriptor method) -> method.findAnnotation(Rule.class)
                                .map(Rule::value)
                                .orElse(""))
                        .thenComparing(method -> method.getMethod().getName()));
    }
}
