package io.replyx.verify.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A specification verifies the rule of this stable ID; its name is the rule's title, with underscores for spaces. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RuleExtension.class)
public @interface Rule {
    /** The ID, as in {@code MIG-003}. */
    String value();
}
