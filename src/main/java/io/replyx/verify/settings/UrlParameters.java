package io.replyx.verify.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What stands behind the question mark of a URL. Only a few parameters are known: among the driver's own are some that
 * load classes, switch read-only off, or lead to another host.
 */
final class UrlParameters {
    private static final String CONNECT_TIMEOUT = "connect_timeout";
    private static final String APPLICATION_NAME = "application_name";
    private static final String TARGET_SESSION = "target_session_attrs";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            TlsParameters.SSL_MODE,
            TlsParameters.ROOT_CERTIFICATE,
            TlsParameters.CERTIFICATE,
            TlsParameters.KEY,
            CONNECT_TIMEOUT,
            APPLICATION_NAME,
            TARGET_SESSION));
    private static final Set<String> SOCKETS = Set.of("host", "hostaddr");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_.]{1,40}");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,63}");

    private final String name;
    private final Map<String, String> values = new HashMap<>();

    private UrlParameters(String name) {
        this.name = name;
    }

    static UrlParameters parse(String name, String query) {
        var parameters = new UrlParameters(name);
        if (!query.isEmpty()) {
            for (String pair : query.split("&", -1)) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        if (!KNOWN.contains(key)) {
            throw unknown(key);
        }
        String value = PercentEncoding.decode(equals < 0 ? "" : pair.substring(equals + 1))
                .orElseThrow(() -> wrong(key, "has a wrong percent escape"));
        if (value.isEmpty()) {
            throw wrong(key, "has no value");
        }
        if (values.putIfAbsent(key, value) != null) {
            throw wrong(key, "stands there twice");
        }
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Optional<Path> file(String key) {
        try {
            return text(key).map(Path::of);
        } catch (InvalidPathException e) {
            throw wrong(key, "is no path of a file");
        }
    }

    Optional<TargetSession> targetSession() {
        return text(TARGET_SESSION)
                .map(text -> TargetSession.spelt(text)
                        .orElseThrow(() -> wrong(TARGET_SESSION, "must be one of " + TargetSession.spellings())));
    }

    Duration connectTimeout() {
        return text(CONNECT_TIMEOUT).map(this::seconds).orElse(DatabaseUrl.DEFAULT_CONNECT_TIMEOUT);
    }

    String applicationName() {
        String text = text(APPLICATION_NAME).orElse(DatabaseUrl.DEFAULT_APPLICATION_NAME);
        if (!PRINTABLE.matcher(text).matches()) {
            throw wrong(APPLICATION_NAME, "must be 1 to 63 printable ASCII characters");
        }
        return text;
    }

    private Duration seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw wrong(CONNECT_TIMEOUT, "must be a whole number of seconds from 1 to 999");
        }
        return Duration.ofSeconds(Integer.parseInt(text));
    }

    private WrongUse unknown(String key) {
        String lowerCase = key.toLowerCase(Locale.ROOT);
        if (KNOWN.contains(lowerCase)) {
            return wrong(key, "must be written in lower case, " + lowerCase);
        }
        if (SOCKETS.contains(lowerCase)) {
            return wrong(
                    key, "is not taken, nor are Unix sockets: name a host that listens on TCP before the database");
        }
        String shown = WORD.matcher(key).matches() ? key : "(not shown: it is no plain word)";
        return wrong(shown, "is not known here; known are " + String.join(", ", KNOWN));
    }

    WrongUse wrong(String key, String what) {
        return new WrongUse(name + ": the parameter " + key + " " + what + ".");
    }
}
