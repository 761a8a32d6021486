package io.replyx.verify.catalog;

import java.util.Comparator;

/** What identifies an object in a catalog: its kind and its qualified name. */
public record ObjectKey(ObjectKind kind, String name) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::kind).thenComparing(ObjectKey::name);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }

    /** Kind and name in words, as in {@code index public.ix_users_email}. */
    @Override
    public String toString() {
        return kind.label() + " " + name;
    }
}
