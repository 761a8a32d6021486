package io.replyx.verify.power.mutation;

import io.replyx.verify.migration.Version;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One change to a subject's scripts, before it has an ID. */
record Mutation(Version version, Trial trial, SortedMap<String, Optional<String>> files, String change, String object) {

    static Mutation of(Version version, String file, Optional<String> text, String change, String object) {
        SortedMap<String, Optional<String>> files = new TreeMap<>();
        files.put(file, text);
        return new Mutation(version, Trial.REHEARSAL, files, change, object);
    }

    Mutation and(String file, Optional<String> text) {
        SortedMap<String, Optional<String>> more = new TreeMap<>(files);
        more.put(file, text);
        return new Mutation(version, trial, more, change, object);
    }

    Mutation in(Trial other) {
        return new Mutation(version, other, files, change, object);
    }

    Mutant by(String operator, int number) {
        return new Mutant(operator + " V" + version + "#" + number, operator, version, trial, files, change, object);
    }
}
