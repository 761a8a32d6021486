package io.replyx.verify.database.gate;

import java.util.Map;
import java.util.regex.Pattern;

/** Settings that a reader may change for the rest of its transaction, and to what: none that limits it is among them. */
final class Settings {
    private static final String SWITCH = "on|off|true|false|0|1";

    private static final Map<Pattern, Pattern> ALLOWED = Map.of(
            Pattern.compile("enable_\\w+|jit|quote_all_identifiers"), Pattern.compile(SWITCH),
            Pattern.compile("ivfflat\\.probes|hnsw\\.ef_search"), Pattern.compile("[0-9]{1,4}"),
            Pattern.compile("hnsw\\.iterative_scan|ivfflat\\.iterative_scan"), Pattern.compile("[a-z_]{1,20}"),
            Pattern.compile("datestyle|intervalstyle|timezone|bytea_output"),
                    Pattern.compile("[A-Za-z0-9_/+:, -]{1,60}"),
            Pattern.compile("extra_float_digits"), Pattern.compile("-?[0-9]{1,2}"),
            // More than a sort of names needs would be memory that the server lacks elsewhere.
            Pattern.compile("work_mem"), Pattern.compile("[0-9]{1,5}kB|[0-9]{1,2}MB"),
            // Elsewhere stand functions by the names of the server's own.
            Pattern.compile("search_path"), Pattern.compile("pg_catalog(, ?pg_temp)?"));

    private Settings() {}

    static boolean mayBeSet(String name, String value) {
        return ALLOWED.entrySet().stream()
                .anyMatch(entry -> entry.getKey().matcher(name).matches()
                        && entry.getValue().matcher(value).matches());
    }
}
