package io.replyx.verify.evidence;

import java.util.List;

/** What is known of large objects beside their contents: a table that can be read as others are. */
final class LargeObjects {
    /** Each has a row here, also one without contents. */
    static final String TABLE = "pg_catalog.pg_largeobject_metadata";

    static final List<String> COLUMNS = List.of("comment", "oid", "owner", "privileges");

    /** A list of privileges that was never touched stands for the default, and their order says nothing. */
    private static final String FACTS = """
            (select m.oid,
                    pg_catalog.pg_get_userbyid(m.lomowner) as owner,
                    pg_catalog.array_to_string(array(
                      select case a.grantee when 0 then 'PUBLIC' else pg_catalog.pg_get_userbyid(a.grantee) end
                             || ' ' || a.privilege_type || case when a.is_grantable then ' with grant option' else '' end
                      from pg_catalog.aclexplode(
                        coalesce(m.lomacl, pg_catalog.acldefault('L', m.lomowner))) a
                      order by 1), ', ') as privileges,
                    pg_catalog.obj_description(m.oid, 'pg_largeobject') as comment
             from pg_catalog.pg_largeobject_metadata m)""";

    private LargeObjects() {}

    /** Where the rows of a table are read from, partitions and children of its own left out. */
    static String from(String table) {
        return table.equals(TABLE) ? FACTS : "only " + table;
    }
}
