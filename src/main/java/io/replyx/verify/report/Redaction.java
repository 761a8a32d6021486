package io.replyx.verify.report;

import io.replyx.verify.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Mask secrets in a text, however their characters are written: as they are, percent-encoded, or escaped for JSON. */
final class Redaction implements UnaryOperator<String> {
    private static final String MASK = "********";

    private final Optional<Pattern> secrets;

    private Redaction(Optional<Pattern> secrets) {
        this.secrets = secrets;
    }

    static Redaction of(List<Secret> secrets) {
        // The longest first, so that a secret that is part of another leaves nothing of it behind.
        String alternatives = secrets.stream()
                .map(Secret::reveal)
                .filter(text -> !text.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Redaction::pattern)
                .collect(Collectors.joining("|"));
        return new Redaction(alternatives.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(alternatives)));
    }

    @Override
    public String apply(String text) {
        return secrets.map(pattern -> pattern.matcher(text).replaceAll(MASK)).orElse(text);
    }

    /** Libraries differ in which characters they encode, so each may be in any of its forms. */
    private static String pattern(String secret) {
        return secret.codePoints().mapToObj(Redaction::forms).collect(Collectors.joining());
    }

    private static String forms(int codePoint) {
        String raw = Character.toString(codePoint);
        String forms = Pattern.quote(raw) + "|(?i:" + percentEncoded(raw) + ")";
        return switch (raw) {
            case " " -> "(?:" + forms + "|\\+)";
            case "\"", "\\", "/" -> "(?:" + Pattern.quote("\\" + raw) + "|" + forms + ")";
            default -> "(?:" + forms + ")";
        };
    }

    private static String percentEncoded(String raw) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : raw.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
        }
        return encoded.toString();
    }
}
