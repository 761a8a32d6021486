package io.replyx.verify.database.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which functions a read may call: those of the server that its own catalog calls stable or immutable, the volatile ones
 * on a list here, and of other schemas those written in C that are not volatile, as an extension's are, with aggregates made of such.
 *
 * @param disturbing by {@code schema.name}, whether one of that name could do more than read; the server's own stand in it
 *     only where they could
 */
public record Functions(Map<String, Boolean> disturbing) {
    private static final String CATALOG = "pg_catalog";

    private static final String QUERY = """
            select n.nspname || '.' || p.proname as name,
                   pg_catalog.bool_or(p.provolatile = 'v' or p.prokind = 'p' or (n.nspname <> 'pg_catalog'
                       and case when p.prokind = 'a' then part.disturbs
                                else p.prosecdef or l.lanname <> 'c' end)) as disturbs
              from pg_catalog.pg_proc as p
              join pg_catalog.pg_namespace as n on n.oid = p.pronamespace
              join pg_catalog.pg_language as l on l.oid = p.prolang
              left join lateral (
                  -- An aggregate does what the functions do that it is made of.
                  select pg_catalog.bool_or(f.provolatile = 'v'
                             or (fn.nspname <> 'pg_catalog' and (f.prosecdef or fl.lanname <> 'c'))) as disturbs
                    from pg_catalog.pg_aggregate as a
                    join pg_catalog.pg_proc as f on f.oid in (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
                             a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn)
                    join pg_catalog.pg_namespace as fn on fn.oid = f.pronamespace
                    join pg_catalog.pg_language as fl on fl.oid = f.prolang
                   where a.aggfnoid = p.oid) as part on p.prokind = 'a'
             where n.nspname <> 'pg_catalog' or p.provolatile = 'v'
             group by 1
            """;

    /** Volatile since what they tell changes while one looks, and for no other reason. */
    private static final Pattern HARMLESS =
            Pattern.compile("pg_(relation|table|indexes|total_relation|database|tablespace)"
                    + "_size|pg_control_(system|checkpoint|init|recovery)|pg_(is_in_recovery|is_wal_replay_paused|jit_available"
                    + "|get_wal_replay_pause_state|current_wal_(lsn|insert_lsn|flush_lsn)|last_wal_(receive|replay)_lsn"
                    + "|last_xact_replay_timestamp|sequence_last_value|get_sequence_data|lock_status|blocking_pids|prepared_xact"
                    + "|xact_status|partition_(tree|ancestors)|notification_queue_usage|(database_)?collation_actual_version)"
                    + "|pg_stat_get_\\w+|txid_status|clock_timestamp|timeofday|random|gen_random_uuid|bernoulli|system"
                    // Of these the gate reads the arguments.
                    + "|set_config");

    /** What the server calls stable or immutable and what is called by any name of a schema that the gate does not know. */
    private static final Pattern DISTURBING =
            Pattern.compile("txid_current|pg_current_xact_id|\\w*_to_xml(schema|_and_xmlschema)?"
                    + "|pg_(try_)?advisory_\\w+|pg_notify|dblink\\w*|lo_\\w+|lowrite|loread|nextval|setval|pg_sleep\\w*"
                    + "|pg_stat_reset\\w*|pg_read_\\w*file|pg_ls_\\w+|pg_terminate_backend|pg_cancel_backend|pg_reload_conf"
                    + "|pg_export_snapshot|pg_logical_\\w+|pg_rotate_logfile|pg_switch_wal|pg_create_\\w+|http(_\\w+)?"
                    // They run the text of a query that they are given.
                    + "|crosstab\\w*|connectby\\w*|xpath_table");

    public Functions {
        disturbing = Map.copyOf(disturbing);
    }

    /** Ask the server for its functions, over a connection that no gate is before. */
    public static Functions of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUERY)) {
            Map<String, Boolean> disturbing = new HashMap<>();
            while (rows.next()) {
                disturbing.put(rows.getString("name"), rows.getBoolean("disturbs"));
            }
            return new Functions(disturbing);
        }
    }

    /** Whether the server takes {@code (value).name} for a call of one of its own functions that could do more than read. */
    boolean couldDisturbAsColumn(String name) {
        return disturbing.getOrDefault(CATALOG + "." + name, false)
                && !HARMLESS.matcher(name).matches();
    }

    /** Whether a function of this name could do more than read; without a schema it is the server's own. */
    boolean couldDisturb(String schema, String name) {
        if (DISTURBING.matcher(name).matches()) {
            return true;
        }
        boolean own = schema.isEmpty() || schema.equals(CATALOG);
        String qualified = (own ? CATALOG : schema) + "." + name;
        return own
                ? disturbing.getOrDefault(qualified, false)
                        && !HARMLESS.matcher(name).matches()
                : disturbing.getOrDefault(qualified, true);
    }
}
