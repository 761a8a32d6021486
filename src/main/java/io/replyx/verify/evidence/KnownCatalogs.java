package io.replyx.verify.evidence;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The catalogs that one rehearsal has read. A long chain has a thousand of them, which differ in little: what is equal is
 * kept once.
 */
final class KnownCatalogs {
    private final Map<Catalog, Catalog> catalogs = new ConcurrentHashMap<>();
    private final Map<CatalogObject, CatalogObject> objects = new ConcurrentHashMap<>();

    /** The same catalog, made of what is known of it already. */
    Catalog known(Catalog read) {
        Catalog known = catalogs.get(read);
        if (known != null) {
            return known;
        }
        // Its key is kept as well, and must be the one that shares its objects.
        Catalog made = ofKnownObjects(read);
        Catalog other = catalogs.putIfAbsent(made, made);
        return other == null ? made : other;
    }

    private Catalog ofKnownObjects(Catalog read) {
        List<CatalogObject> known = new ArrayList<>();
        read.objects().forEach(object -> known.add(objects.computeIfAbsent(object, each -> each)));
        return Catalog.of(known);
    }
}
