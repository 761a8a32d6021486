package io.replyx.verify.power;

import io.replyx.verify.power.mutation.Mutant;
import java.time.Duration;
import java.util.SortedSet;

/**
 * What became of a mutant before the suite, and what else would have caught it.
 *
 * @param rules the rules that it broke, as far as it was tried: the first stage that breaks one is the last
 * @param named whether a finding names the object that was changed
 * @param reason what there is to say of one that was not killed
 * @param flyway whether Flyway's validate or info complains
 * @param dump whether pg_dump tells apply and undo from those of the sound chain, or they fail
 */
public record Verdict(
        Mutant mutant,
        Fate fate,
        SortedSet<String> rules,
        boolean named,
        String reason,
        boolean flyway,
        boolean dump,
        Duration duration) {}
