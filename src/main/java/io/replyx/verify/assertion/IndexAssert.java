package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Index;
import org.assertj.core.api.AbstractAssert;

/** Assertions over one index. */
public final class IndexAssert extends AbstractAssert<IndexAssert, Index> {

    IndexAssert(Index actual) {
        super(actual, IndexAssert.class);
    }

    /** Queries may use it and it is complete: neither a failed nor an unfinished build. */
    public IndexAssert isValid() {
        isNotNull();
        if (!actual.valid()) {
            failWithMessage(
                    "index %s is INVALID: a concurrent build of it failed or was interrupted; queries cannot use it and"
                            + " every write pays for it. Drop it (CONCURRENTLY, unless its table is partitioned) and build it"
                            + " again; on a partitioned table, attach the index of every partition",
                    actual.name());
        }
        return this;
    }

    /** Writes keep it up to date. */
    public IndexAssert isReady() {
        isNotNull();
        if (!actual.ready()) {
            failWithMessage(
                    "index %s is not ready: its concurrent build has not come to the point where writes reach it",
                    actual.name());
        }
        return this;
    }

    /** Whether the server prints the schema of an operator class depends on the search path of whoever asks. */
    private static String withoutSchemaOfClasses(String definition) {
        return definition.replaceAll("(?:[\\p{L}_][\\p{L}\\p{N}_$]*|\"[^\"]+\")\\.(\\w+_ops)\\b", "$1");
    }

    /** It is defined so, as {@code pg_get_indexdef} prints it. */
    public IndexAssert isDefinedAs(String definition) {
        isNotNull();
        if (!withoutSchemaOfClasses(actual.definition()).equals(withoutSchemaOfClasses(definition))) {
            failWithMessage(
                    "index %s is defined otherwise%n  have: %s%n  want: %s",
                    actual.name(), actual.definition(), definition);
        }
        return this;
    }
}
