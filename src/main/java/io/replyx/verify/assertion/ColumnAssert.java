package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Column;
import org.assertj.core.api.AbstractAssert;

/** Assertions over one column. */
public final class ColumnAssert extends AbstractAssert<ColumnAssert, Column> {

    ColumnAssert(Column actual) {
        super(actual, ColumnAssert.class);
    }

    /** It has this type, written as {@code format_type} writes it, whatever schema an extension put the type in. */
    public ColumnAssert hasType(String type) {
        isNotNull();
        String bare = actual.type().replaceFirst("^[^.( ]+\\.", "");
        if (!bare.equals(type) && !actual.type().equals(type)) {
            failWithMessage("column %s has another type%n  have: %s%n  want: %s", actual.name(), actual.type(), type);
        }
        return this;
    }
}
