package io.replyx.verify.specs.access;

import io.replyx.verify.assertion.Finding;
import io.replyx.verify.assertion.PrivilegeFindings;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.contract.Contract;
import io.replyx.verify.contract.Contract.Role;
import io.replyx.verify.evidence.access.EffectivePrivileges;
import io.replyx.verify.evidence.access.RolePower;
import io.replyx.verify.jupiter.Check;
import io.replyx.verify.jupiter.NotByLikeness;
import io.replyx.verify.jupiter.Observed;
import io.replyx.verify.jupiter.ReadOnlySafe;
import io.replyx.verify.jupiter.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@ReadOnlySafe
@Order(80)
@DisplayName("The roles of the application")
class RoleSpec {
    @Test
    @NotByLikeness("verified in production: its roles are here by their names only")
    @Rule("SEC-001")
    void roles_of_the_application_may_do_exactly_what_the_contract_says(
            Contract contract, Observed observed, Check check) {
        List<Role> roles = roles(contract, observed);
        List<EffectivePrivileges> have = privileges(roles, observed);
        Set<String> there = have.stream().map(EffectivePrivileges::role).collect(Collectors.toSet());
        if (there.isEmpty()) {
            throw Check.notVerified("the server has none of the contract's roles: " + String.join(", ", names(roles)));
        }
        Set<String> schemas = schemas(have);
        check.examines(have.size());
        for (Role role : roles) {
            if (there.contains(role.name())) {
                PrivilegeFindings.of(role, have, schemas).forEach(check::found);
            } else {
                check.found(Finding.broken("role " + role.name(), "missing: role " + role.name()));
            }
        }
    }

    private static List<EffectivePrivileges> privileges(List<Role> roles, Observed observed) {
        Set<String> books = observed.version().books();
        return observed.database().read(connection -> EffectivePrivileges.read(connection, names(roles), books));
    }

    private static Set<String> schemas(List<EffectivePrivileges> have) {
        return have.stream()
                .filter(object -> object.kind().equals("table"))
                .map(EffectivePrivileges::schema)
                .collect(Collectors.toSet());
    }

    @Test
    @NotByLikeness("verified in production: its roles are here by their names only")
    @Rule("SEC-002")
    void no_role_of_the_application_has_power_beyond_its_objects(Contract contract, Observed observed, Check check) {
        List<Role> roles = roles(contract, observed);
        List<EffectivePrivileges> have = privileges(roles, observed);
        Set<String> there = have.stream().map(EffectivePrivileges::role).collect(Collectors.toSet());
        if (there.isEmpty()) {
            throw Check.notVerified("the server has none of the contract's roles: " + String.join(", ", names(roles)));
        }
        check.examines(there.size());
        observed.database().read(connection -> RolePower.read(connection, names(roles))).stream()
                .map(RoleSpec::tooMuch)
                .forEach(check::found);
    }

    private static Finding tooMuch(RolePower power) {
        return Finding.broken(
                "role " + power.role(),
                "extra: " + power.power() + " of role " + power.role() + power.way() + "\n  remedy: " + power.remedy());
    }

    /** A rehearsal's server has roles of its own; they are looked at where the scripts gave them something. */
    private static List<Role> roles(Contract contract, Observed observed) {
        if (contract.roles().isEmpty()) {
            throw Check.notVerified("the contract names no roles");
        }
        if (!observed.rehearsed()) {
            return contract.roles();
        }
        Set<String> granted = observed.catalog().objects().stream()
                .filter(Grant.class::isInstance)
                .map(object -> ((Grant) object).grantee())
                .collect(Collectors.toSet());
        List<Role> roles = contract.roles().stream()
                .filter(role -> granted.contains(role.name()))
                .toList();
        if (roles.isEmpty()) {
            throw Check.notVerified("no version grants anything to the contract's roles ("
                    + String.join(", ", names(contract.roles())) + "), which are verified in production");
        }
        return roles;
    }

    private static List<String> names(List<Role> roles) {
        return roles.stream().map(Role::name).toList();
    }
}
