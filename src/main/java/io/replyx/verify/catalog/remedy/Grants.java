package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Grant;
import java.util.ArrayList;
import java.util.List;

/** Statements that give and take no more than what differs, since taking all takes privileges on columns as well. */
final class Grants {
    private static final String ALL = "ALL";

    private Grants() {}

    static String change(Grant have, Grant want) {
        if (have.privileges().contains(ALL)
                || want.privileges().contains(ALL)
                || want.privileges().isEmpty()) {
            return Names.granted(want, "REVOKE ", ALL, " FROM ")
                    + (want.privileges().isEmpty() ? "" : "\n" + Creates.grant(want));
        }
        List<String> statements = new ArrayList<>();
        for (String privilege : have.privileges()) {
            String bare = privilege.replace("*", "");
            if (!want.privileges().contains(privilege)) {
                boolean stays = want.privileges().contains(bare);
                if (stays || !want.privileges().contains(bare + "*")) {
                    statements.add(Names.granted(want, stays ? "REVOKE GRANT OPTION FOR " : "REVOKE ", bare, " FROM "));
                }
            }
        }
        List<String> missing = want.privileges().stream()
                .filter(privilege -> !have.privileges().contains(privilege))
                .filter(privilege -> !have.privileges().contains(privilege + "*"))
                .toList();
        if (!missing.isEmpty()) {
            statements.add(Creates.grant(new Grant(
                    want.objectKind(), want.object(), want.grantee(), missing, want.grantors(), want.extension())));
        }
        return String.join("\n", statements);
    }
}
