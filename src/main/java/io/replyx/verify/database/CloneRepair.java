package io.replyx.verify.database;

import java.util.List;

/** Gives a cloned database what PostgreSQL leaves out of a copy. */
final class CloneRepair {
    /** Rows rather than ALTER DATABASE … SET: they keep lists, placeholders and quotes exactly as they are. */
    private static final String COPY_SETTINGS = """
            insert into pg_catalog.pg_db_role_setting (setdatabase, setrole, setconfig)
            select copy.oid, s.setrole, s.setconfig
              from pg_catalog.pg_db_role_setting as s
              join pg_catalog.pg_database as template on template.oid = s.setdatabase
              join pg_catalog.pg_database as copy on copy.datname = ?
             where template.datname = ?
            """;

    /** Statements, since grants are noted in more places than one. */
    private static final String STATEMENTS = """
            with template as (select d.* from pg_catalog.pg_database as d where d.datname = ?),
                 n as (select ?::pg_catalog.text as name)
            select s.statement
              from (select 0 as position, pg_catalog.format('ALTER DATABASE %I OWNER TO %s', n.name,
                               t.datdba::pg_catalog.regrole) as statement
                      from template as t, n, pg_catalog.pg_database as copy
                     where copy.datname = n.name and copy.datdba <> t.datdba
                    union all
                    select 1, pg_catalog.format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %s', n.name,
                               t.datdba::pg_catalog.regrole)
                      from template as t, n where t.datacl is not null
                    union all
                    select 2, pg_catalog.format('GRANT %s ON DATABASE %I TO %s%s', a.privilege_type, n.name,
                               case when a.grantee = 0 then 'PUBLIC' else a.grantee::pg_catalog.regrole::pg_catalog.text end,
                               case when a.is_grantable and a.grantee <> t.datdba then ' WITH GRANT OPTION' else '' end)
                      from template as t, n, pg_catalog.aclexplode(t.datacl) as a
                    union all
                    select 3, pg_catalog.format('ALTER DATABASE %I CONNECTION LIMIT %s', n.name, t.datconnlimit)
                      from template as t, n where t.datconnlimit <> -1
                    union all
                    select 4, pg_catalog.format('COMMENT ON DATABASE %I IS %L', n.name, c.comment)
                      from template as t, n, pg_catalog.shobj_description(t.oid, 'pg_database') as c(comment)
                     where c.comment is not null) as s
             order by s.position, s.statement
            """;

    private final AdminSession admin;

    CloneRepair(AdminSession admin) {
        this.admin = admin;
    }

    void repair(String template, String copy) {
        admin.update(COPY_SETTINGS, copy, template);
        List<String> statements = admin.strings(STATEMENTS, template, copy);
        statements.forEach(admin::execute);
    }
}
