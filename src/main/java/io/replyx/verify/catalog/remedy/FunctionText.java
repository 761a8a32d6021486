package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Function;
import java.util.Locale;
import java.util.Optional;

/** Statements that make functions. */
final class FunctionText {
    private FunctionText() {}

    static Optional<String> create(Function function) {
        return switch (function.form()) {
            case "function", "window", "procedure" -> Optional.of(routine(function));
            case "aggregate" -> Optional.of(AggregateText.create(function));
            default -> Optional.empty();
        };
    }

    private static String routine(Function function) {
        boolean procedure = function.form().equals("procedure");
        StringBuilder text = new StringBuilder("CREATE OR REPLACE ")
                .append(procedure ? "PROCEDURE " : "FUNCTION ")
                .append(function.name(), 0, function.name().lastIndexOf('('))
                .append('(')
                .append(function.arguments())
                .append(')');
        if (!procedure) {
            text.append(" RETURNS ").append(function.result());
        }
        text.append(" LANGUAGE ").append(function.language());
        if (!procedure) {
            text.append(function.form().equals("window") ? " WINDOW" : "")
                    .append(' ')
                    .append(function.volatility().toUpperCase(Locale.ROOT))
                    .append(function.strict() ? " STRICT" : "")
                    .append(function.leakproof() ? " LEAKPROOF" : "")
                    .append(" PARALLEL ")
                    .append(function.parallel().toUpperCase(Locale.ROOT))
                    .append(" COST ")
                    .append(function.cost())
                    .append(function.rows().equals("0") ? "" : " ROWS " + function.rows());
        }
        text.append(function.securityDefiner() ? " SECURITY DEFINER" : "");
        function.configuration().forEach(setting -> text.append(" SET ").append(set(setting)));
        return text.append(body(function.definition())).append(';').toString();
    }

    private static String set(String setting) {
        int equals = setting.indexOf('=');
        String value = setting.substring(equals + 1);
        boolean list = setting.startsWith("search_path=") && !value.isEmpty();
        return setting.substring(0, equals) + " = " + (list ? value : Names.literal(value));
    }

    private static String body(String definition) {
        boolean parsed = definition.startsWith("BEGIN ATOMIC") || definition.startsWith("RETURN ");
        String quote = definition.contains("$function$") ? "$body$" : "$function$";
        return parsed ? " " + definition : " AS " + quote + definition + quote;
    }
}
