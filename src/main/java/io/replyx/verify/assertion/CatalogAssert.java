package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogDiff;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions over a whole catalog. */
public final class CatalogAssert extends AbstractAssert<CatalogAssert, Catalog> {

    CatalogAssert(Catalog actual) {
        super(actual, CatalogAssert.class);
    }

    /**
     * Every object is the same as in another catalog; the place of a column and white space in a function do not count.
     *
     * @throws RuleBroken with a finding for each object that differs
     */
    public CatalogAssert isEquivalentTo(Catalog want) {
        isNotNull();
        List<Finding> broken = CatalogFindings.of(CatalogDiff.between(actual, want), false).stream()
                .filter(Finding::isBroken)
                .toList();
        if (!broken.isEmpty()) {
            String objects = broken.size() == 1 ? "1 object differs:" : broken.size() + " objects differ:";
            throw new RuleBroken("The catalogs must be the same, but " + objects, broken);
        }
        return this;
    }
}
