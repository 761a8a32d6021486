package io.replyx.verify.evidence;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column whose values go into a fingerprint.
 *
 * @param name its quoted name
 * @param send what sends its type over the wire; empty where its text is hashed
 */
record HashedColumn(String name, String send) {

    private String bytes() {
        return send.isEmpty() || send.equals("-")
                ? "pg_catalog.convert_to(t." + name + "::text, 'UTF8')"
                : send + "(t." + name + ")";
    }

    /** Each row is hashed as an array of its values, which keeps their lengths and NULLs apart; the sum has no order. */
    static String sum(String table, List<HashedColumn> columns) {
        String values = columns.stream().map(HashedColumn::bytes).collect(Collectors.joining(", "));
        return "select count(*), coalesce(sum(('x' || pg_catalog.encode(pg_catalog.substr("
                + "pg_catalog.sha256(pg_catalog.array_send(array[" + values + "]::pg_catalog.bytea[])), 1, 8), 'hex'))"
                + "::pg_catalog.bit(64)::pg_catalog.int8::pg_catalog.numeric), 0)::pg_catalog.text from "
                + LargeObjects.from(table) + " t";
    }
}
