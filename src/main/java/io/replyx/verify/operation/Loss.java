package io.replyx.verify.operation;

import java.util.Optional;

/**
 * Data that an undo takes away.
 *
 * @param object what it is, as in {@code table public.users} or {@code column public.users.phone}
 * @param reason why that is meant so, where the undo script declares it
 * @param declared whether the undo script declares it
 * @param rows how many rows, or values that are not null, there are now; empty where that cannot be counted
 * @param estimated whether the number is the server's estimate, since counting took too long
 */
public record Loss(String object, Optional<String> reason, boolean declared, Optional<Long> rows, boolean estimated) {

    /** Whether it is known for certain that nothing is lost now. */
    public boolean isNone() {
        return !declared && !estimated && rows.filter(count -> count == 0).isPresent();
    }

    /** The loss in one line. */
    public String describe() {
        String count = rows.map(number -> ": " + (estimated ? "about " : "") + number
                        + (object.startsWith("column") ? " values" : " rows"))
                .orElse("");
        String why = declared ? " (declared" + reason.map(text -> ": " + text).orElse("") + ")" : "";
        return object + count + why;
    }
}
