package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.OtherObject;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Statements about foreign data wrappers and the servers that they reach. */
final class ForeignText {
    private static final int FIRST_OPTION_OF_WRAPPER = 2;
    private static final int FIRST_OPTION_OF_SERVER = 3;
    private static final Options NONE = new Options(List.of());

    private final Drift drift;

    ForeignText(Drift drift) {
        this.drift = drift;
    }

    static String wrapper(OtherObject wrapper) {
        Facts facts = Facts.of(wrapper);
        Options options = optionsOfWrapper(wrapper);
        return lines(
                "CREATE FOREIGN DATA WRAPPER " + wrapper.name() + function(" HANDLER ", facts.value("handler"))
                        + function(" VALIDATOR ", facts.value("validator")) + options.create() + ";",
                options.secrets(NONE));
    }

    private static String function(String role, String name) {
        return name.isEmpty() ? "" : role + name;
    }

    static String alterWrapper(OtherObject have, OtherObject want) {
        Options options = optionsOfWrapper(want);
        String changes = changed(have, want, "handler")
                + changed(have, want, "validator")
                + options.from(optionsOfWrapper(have));
        return lines(
                changes.isEmpty() ? "" : "ALTER FOREIGN DATA WRAPPER " + want.name() + changes + ";",
                options.secrets(optionsOfWrapper(have)));
    }

    private static String changed(OtherObject have, OtherObject want, String role) {
        String value = Facts.of(want).value(role);
        if (value.equals(Facts.of(have).value(role))) {
            return "";
        }
        String word = role.equals("handler") ? "HANDLER" : "VALIDATOR";
        return value.isEmpty() ? " NO " + word : " " + word + " " + value;
    }

    static String server(OtherObject server) {
        Facts facts = Facts.of(server);
        Options options = optionsOfServer(server);
        return lines(
                "CREATE SERVER " + server.name() + text(" TYPE ", facts.value("type"))
                        + text(" VERSION ", facts.value("version")) + " FOREIGN DATA WRAPPER " + facts.value("wrapper")
                        + options.create() + ";",
                options.secrets(NONE));
    }

    /** The tables that are missing with it are made behind it. */
    String serverWithTables(OtherObject server) {
        return server(server)
                + new Follows(drift)
                        .tables(server)
                        .map(this::withAllThatHangsOnIt)
                        .collect(Collectors.joining());
    }

    private String withAllThatHangsOnIt(Table table) {
        return "\n" + new TableText(drift.want()).create(table) + Belongings.owner(table)
                + new Follows(drift)
                        .hangingOn(table)
                        .flatMap(object -> new Creates(drift).of(object).stream())
                        .map(statement -> "\n" + statement)
                        .collect(Collectors.joining());
    }

    private static String text(String word, String value) {
        return value.isEmpty() ? "" : word + Names.literal(value);
    }

    String alterServer(OtherObject have, OtherObject want) {
        Facts had = Facts.of(have);
        Facts facts = Facts.of(want);
        if (isAnother(have, want)) {
            return another(have, want);
        }
        String version = facts.value("version");
        Options options = optionsOfServer(want);
        String changes = (version.equals(had.value("version"))
                        ? ""
                        : " VERSION " + (version.isEmpty() ? "NULL" : Names.literal(version)))
                + options.from(optionsOfServer(have));
        return lines(
                changes.isEmpty() ? "" : "ALTER SERVER " + want.name() + changes + ";",
                options.secrets(optionsOfServer(have)));
    }

    static boolean isAnother(OtherObject have, OtherObject want) {
        Facts had = Facts.of(have);
        Facts facts = Facts.of(want);
        return !had.value("wrapper").equals(facts.value("wrapper"))
                || !had.value("type").equals(facts.value("type"));
    }

    /** Nothing changes a server's wrapper or type; the tables on it hold no rows, and are made again on the new one. */
    private String another(OtherObject have, OtherObject want) {
        List<Table> tables = drift.kept(Table.class)
                .filter(table -> table.foreignOptions().contains("server=" + want.name()))
                .filter(table -> !drift.is(Change.DIFFERENT, table.key()))
                .toList();
        List<String> lines = new ArrayList<>();
        tables.forEach(table -> lines.add(Drops.of(table)));
        lines.add(Drops.of(have));
        lines.add(serverWithTables(want));
        Belongings belongings = new Belongings(drift);
        lines.add(belongings.of(want).strip());
        tables.forEach(table -> lines.add(new TableText(drift.want()).create(table) + belongings.of(table)));
        return String.join("\n", lines.stream().filter(line -> !line.isEmpty()).toList());
    }

    private static Options optionsOfWrapper(OtherObject wrapper) {
        return new Options(Facts.of(wrapper).from(FIRST_OPTION_OF_WRAPPER));
    }

    private static Options optionsOfServer(OtherObject server) {
        return new Options(Facts.of(server).from(FIRST_OPTION_OF_SERVER));
    }

    private static String lines(String statement, String secrets) {
        return (statement + "\n" + secrets).strip();
    }
}
