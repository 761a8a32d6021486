package io.replyx.verify.evidence.use;

/**
 * Another value for a column of a row that is there.
 *
 * @param update gives it
 * @param differs has a row where it is not the value that is there
 */
record Change(String update, String differs) {

    /** A generated value. */
    static Change generated(String table, GeneratedColumn column, Place place) {
        return of(table, column, place, column.other());
    }

    /** A value that another row has, which no guard of values can mind; NULL where there is none. */
    static Change asElsewhere(String table, GeneratedColumn column, Place place) {
        String own = "(select t." + column.name() + "::text from " + table + " t" + place.where() + ")";
        String other = "(select o." + column.name() + " from " + table + " o where o." + column.name()
                + "::text is distinct from " + own + " limit 1)";
        return of(table, column, place, other);
    }

    private static Change of(String table, GeneratedColumn column, Place place, String value) {
        return new Change(
                "update " + table + " set " + column.name() + " = " + value + place.where(),
                "select 1 from " + table + place.where() + " and " + column.name() + "::text is distinct from (" + value
                        + ")::text");
    }
}
