package io.replyx.verify.assertion;

import io.replyx.verify.contract.Contract.Role;
import io.replyx.verify.evidence.access.EffectivePrivileges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what roles may do in effect with what the contract says they may do. */
public final class PrivilegeFindings {
    /** Whether they are open to a role is for the version that makes them to say. */
    private static final Set<String> MAY_BE_CLOSED = Set.of("view", "materialized view", "foreign table");

    private final Role role;
    private final Set<String> schemas;

    private PrivilegeFindings(Role role, Set<String> schemas) {
        this.role = role;
        this.schemas = schemas;
    }

    /**
     * What a role has too much or too little.
     *
     * @param schemas the schemas that the subject's tables are in: nothing is missing elsewhere
     */
    public static List<Finding> of(Role role, Collection<EffectivePrivileges> have, Set<String> schemas) {
        PrivilegeFindings comparison = new PrivilegeFindings(role, schemas);
        return have.stream()
                .filter(object -> object.role().equals(role.name()))
                .flatMap(object -> comparison.compare(object).stream())
                .toList();
    }

    private List<Finding> compare(EffectivePrivileges have) {
        Set<String> want = wanted(have);
        Set<String> extra = new TreeSet<>(have.privileges());
        extra.addAll(have.beyond());
        extra.removeAll(want);
        Set<String> missing = new TreeSet<>(want);
        missing.removeAll(have.privileges());
        List<Finding> findings = new ArrayList<>();
        if (have.owned()) {
            owner(have).ifPresent(findings::add);
        } else if (!extra.isEmpty()) {
            findings.add(finding("extra", extra, have, "may", want));
        }
        if (!missing.isEmpty() && isOurs(have) && !MAY_BE_CLOSED.contains(have.kind())) {
            findings.add(finding("missing", missing, have, "may not", want));
        }
        return findings;
    }

    /** An owner may do anything; whoever may create objects comes to own some. */
    private Optional<Finding> owner(EffectivePrivileges have) {
        boolean creator = role.schemas().contains("CREATE") && !have.kind().equals("database");
        return creator
                ? Optional.empty()
                : Optional.of(Finding.broken(
                        "role " + role.name(),
                        "extra: role " + role.name() + " owns " + have.kind() + " " + have.object()
                                + ", and may do anything with it"));
    }

    private Set<String> wanted(EffectivePrivileges have) {
        return new HashSet<>(
                switch (have.kind()) {
                    case "database" -> role.database();
                    case "schema" -> isOurs(have) ? role.schemas() : allowedElsewhere(role.schemas(), have);
                    case "table", "next table", "view", "materialized view", "foreign table" -> role.tables();
                    default -> role.sequences();
                });
    }

    /** What a role may do in the schemas of the subject, it may do in others as well; it need not. */
    private static List<String> allowedElsewhere(List<String> allowed, EffectivePrivileges have) {
        return allowed.stream().filter(have.privileges()::contains).toList();
    }

    private boolean isOurs(EffectivePrivileges have) {
        return have.schema().isEmpty() || schemas.contains(have.schema());
    }

    private Finding finding(
            String kind, Set<String> privileges, EffectivePrivileges have, String may, Set<String> want) {
        String all = String.join(", ", privileges);
        return Finding.broken(
                "role " + role.name(),
                kind + ": role " + role.name() + " " + may + " " + all + " on " + have.kind() + " " + have.object()
                        + "\n  want: " + (want.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(want))));
    }
}
