package io.replyx.verify.power.mutation;

import io.replyx.verify.migration.Version;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A subject's scripts with one thing wrong.
 *
 * @param id operator, version and a number, the same in every run
 * @param operator the operator that made it
 * @param version the first version that differs from the sound chain
 * @param trial where it has to be caught
 * @param files the files that differ, by their path under the folder of migrations; empty where one is taken away
 * @param change what was changed, in words
 * @param object kind and qualified name of the object that was changed, as in {@code index public.ix_users_email}
 */
public record Mutant(
        String id,
        String operator,
        Version version,
        Trial trial,
        SortedMap<String, Optional<String>> files,
        String change,
        String object) {}
