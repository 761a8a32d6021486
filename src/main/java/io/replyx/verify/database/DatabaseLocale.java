package io.replyx.verify.database;

/**
 * How a database writes and sorts texts.
 *
 * @param encoding its encoding
 * @param collate how it sorts
 * @param ctype how it knows letters
 * @param provider whose rules these are: {@code c} for the operating system's, {@code i} for ICU's, {@code b} for the
 *     server's own
 * @param locale the locale of another provider than the operating system, empty where there is none
 */
public record DatabaseLocale(String encoding, String collate, String ctype, String provider, String locale) {

    /** What CREATE DATABASE is told. */
    String words() {
        String own = switch (provider) {
            case "i" -> " LOCALE_PROVIDER icu ICU_LOCALE " + Sql.literal(locale);
            case "b" -> " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + Sql.literal(locale);
            default -> "";
        };
        return " ENCODING " + Sql.literal(encoding) + " LC_COLLATE " + Sql.literal(collate) + " LC_CTYPE "
                + Sql.literal(ctype) + own;
    }

    /** As a person would say it. */
    public String describe() {
        return encoding + ", " + (locale.isEmpty() ? collate : locale);
    }
}
