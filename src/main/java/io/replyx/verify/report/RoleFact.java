package io.replyx.verify.report;

import java.util.List;

/**
 * The role that a production run looked at the database as.
 *
 * @param name its name
 * @param allowed whether it was let pass although it can do more than read
 * @param excesses what it can do beyond reading
 */
public record RoleFact(String name, boolean allowed, List<String> excesses) {
    public RoleFact {
        excesses = List.copyOf(excesses);
    }

    String describe() {
        if (excesses.isEmpty()) {
            return name + ", which can only read";
        }
        return name + ", which can do more than read" + (allowed ? " (let pass by --allow-privileged-role)" : "") + ": "
                + String.join("; ", excesses);
    }
}
