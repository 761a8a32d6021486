package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Index;

/** Entry points of the suite's assertions. */
public final class VerifyAssertions {
    private VerifyAssertions() {}

    /** Assert over a catalog. */
    public static CatalogAssert assertThat(Catalog catalog) {
        return new CatalogAssert(catalog);
    }

    /** Assert over an index. */
    public static IndexAssert assertThat(Index index) {
        return new IndexAssert(index);
    }

    /** Assert over a column. */
    public static ColumnAssert assertThat(Column column) {
        return new ColumnAssert(column);
    }
}
