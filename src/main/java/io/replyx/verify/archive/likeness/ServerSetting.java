package io.replyx.verify.archive.likeness;

import io.replyx.verify.evidence.FactSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A setting of a server on which plans, waiting or the meaning of statements depend.
 *
 * @param name its name
 * @param value its value, in the unit
 * @param unit its unit, where it has one
 * @param fixed whether only a start of the server changes it
 */
public record ServerSetting(String name, String value, Optional<String> unit, boolean fixed) {

    /** Those of the server that a connection leads to. */
    static List<ServerSetting> read(Connection connection) throws SQLException {
        return FactSql.beside(ServerSetting.class, "server_setting")
                .ask(
                        connection,
                        row -> new ServerSetting(
                                row.getString("name"),
                                row.getString("value"),
                                Optional.ofNullable(row.getString("unit")),
                                row.getBoolean("fixed")));
    }

    /** Those that another server has and sets otherwise, by name. */
    static List<ServerSetting> differing(List<ServerSetting> want, List<ServerSetting> have) {
        Map<String, String> values = new TreeMap<>();
        have.forEach(setting -> values.put(setting.name(), setting.value()));
        return want.stream()
                .filter(setting -> values.containsKey(setting.name())
                        && !Objects.equals(values.get(setting.name()), setting.value()))
                .sorted(Comparator.comparing(ServerSetting::name))
                .toList();
    }

    /** Its name and value, as a person would say it. */
    String describe() {
        return name + " = " + value + unit.map(word -> " (" + word + ")").orElse("");
    }
}
