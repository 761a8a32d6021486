package io.replyx.verify.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Metrics in Prometheus's text format: every family once, with its help and type, every series once in it. */
final class PrometheusText {
    private final Map<String, Family> families = new LinkedHashMap<>();

    private record Family(String help, String type, Map<String, Double> series) {}

    /** A value that goes up and down. */
    PrometheusText gauge(String name, String help, Number value, String... labels) {
        return add(name, help, "gauge", value, labels);
    }

    /** A value that only goes up, but for resets; its name ends in {@code _total}. */
    PrometheusText counter(String name, String help, Number value, String... labels) {
        return add(name, help, "counter", value, labels);
    }

    /** Of two values with the same labels the later one counts. */
    private PrometheusText add(String name, String help, String type, Number value, String... labels) {
        families.computeIfAbsent(name, key -> new Family(help, type, new LinkedHashMap<>()))
                .series()
                .put(braces(labels), value.doubleValue());
        return this;
    }

    private static String braces(String... labels) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? "{" : ",")
                    .append(labels[i])
                    .append("=\"")
                    .append(labels[i + 1]
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n"))
                    .append('"');
        }
        return text.isEmpty() ? "" : text.append('}').toString();
    }

    /** The exposition, without the last line's end. */
    String text() {
        StringBuilder text = new StringBuilder();
        families.forEach((name, family) -> {
            String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
            text.append("# HELP ").append(name).append(' ').append(help).append('\n');
            text.append("# TYPE ")
                    .append(name)
                    .append(' ')
                    .append(family.type())
                    .append('\n');
            family.series()
                    .forEach((labels, value) -> text.append(name)
                            .append(labels)
                            .append(' ')
                            .append(number(value))
                            .append('\n'));
        });
        return text.toString().stripTrailing();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
