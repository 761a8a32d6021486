package io.replyx.verify.archive.likeness;

import java.util.List;

/** A server cannot have a database like another. */
final class CannotHold extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> reasons;

    CannotHold(String what, List<String> reasons) {
        super(what);
        this.reasons = List.copyOf(reasons);
    }

    List<String> reasons() {
        return reasons;
    }
}
