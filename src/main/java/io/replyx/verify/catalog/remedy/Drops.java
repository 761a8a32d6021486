package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Comment;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.DefaultPrivilege;
import io.replyx.verify.catalog.Grant;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.OtherObject;
import io.replyx.verify.catalog.Policy;
import io.replyx.verify.catalog.RewriteRule;
import io.replyx.verify.catalog.Setting;
import io.replyx.verify.catalog.Trigger;

/** Statements that take away what should not be there. */
final class Drops {
    private Drops() {}

    static String of(CatalogObject object) {
        if (object instanceof Column column) {
            return "ALTER TABLE " + column.table() + " DROP COLUMN " + column.column() + ";";
        }
        if (object instanceof Constraint constraint) {
            return drop(constraint);
        }
        if (object instanceof Index index) {
            return index(index);
        }
        if (object instanceof Trigger trigger) {
            return "DROP TRIGGER " + trigger.trigger() + " ON " + trigger.table() + ";";
        }
        if (object instanceof Policy policy) {
            return "DROP POLICY " + policy.policy() + " ON " + policy.table() + ";";
        }
        if (object instanceof RewriteRule rule) {
            return "DROP RULE " + rule.rule() + " ON " + rule.table() + ";";
        }
        if (object instanceof Comment comment) {
            return Names.isDatabase(comment)
                    ? Names.aboutDatabase("COMMENT ON DATABASE %I IS NULL")
                    : "COMMENT ON " + Names.commented(comment) + " IS NULL;";
        }
        if (object instanceof Setting setting) {
            return Names.setting(setting, "RESET " + setting.parameter());
        }
        if (object instanceof Grant grant) {
            return grant(grant);
        }
        if (object instanceof DefaultPrivilege entry) {
            return entry(entry);
        }
        if (object instanceof OtherObject other && other.kind() == ObjectKind.SECURITY_LABEL) {
            return PluginText.label(other, "NULL");
        }
        if (object.kind() == ObjectKind.DATABASE) {
            return PluginText.usualDatabase();
        }
        return "DROP " + Names.kind(object) + " " + Names.of(object) + ";";
    }

    static String drop(Constraint constraint) {
        return "ALTER TABLE " + constraint.table() + " DROP CONSTRAINT " + constraint.constraint() + ";";
    }

    private static String index(Index index) {
        return "DROP INDEX " + (index.partOf().isEmpty() ? "CONCURRENTLY " : "") + index.name() + ";";
    }

    /** An entry without privileges, or of the owner, says that a default was revoked. */
    private static String grant(Grant grant) {
        if (grant.privileges().isEmpty() || grant.grantee().equals(CatalogObject.DATABASE_OWNER)) {
            return Names.granted(grant, "GRANT ", "ALL", " TO ");
        }
        return Names.granted(grant, "REVOKE ", "ALL", " FROM ");
    }

    private static String entry(DefaultPrivilege entry) {
        return entry.privileges().isEmpty()
                ? Names.defaults(entry, "GRANT ALL", " TO ")
                : Names.defaults(entry, "REVOKE ALL", " FROM ");
    }
}
