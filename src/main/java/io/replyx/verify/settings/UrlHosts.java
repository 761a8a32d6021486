package io.replyx.verify.settings;

import java.util.List;
import java.util.regex.Pattern;

/** Reads hosts and ports as they stand between user and database of a URL, separated by commas. */
final class UrlHosts {
    private static final int MOST = 16;
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");
    static final int LARGEST_PORT = 65_535;

    private final UrlError error;

    UrlHosts(UrlError error) {
        this.error = error;
    }

    /** A host and its port. */
    record Host(String name, int port) {}

    List<Host> parse(String text) {
        List<String> each = List.of(text.split(",", -1));
        if (each.size() > MOST) {
            throw error.shape("names more than " + MOST + " hosts");
        }
        return each.stream().map(this::one).toList();
    }

    private Host one(String text) {
        int colon = text.startsWith("[") ? text.indexOf("]:") + 1 : text.indexOf(':');
        return colon > 0
                ? new Host(host(text.substring(0, colon)), port(text.substring(colon + 1)))
                : new Host(host(text), DatabaseUrl.DEFAULT_PORT);
    }

    private String host(String text) {
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        String host = PercentEncoding.decode(text)
                .orElseThrow(() -> error.shape("has a wrong percent escape in the host; a % itself is written %25"));
        if (isSocket(host)) {
            throw error.other("names a Unix socket. Name a host that listens on TCP.");
        }
        if (host.isEmpty()) {
            throw error.shape("names no host, and Unix sockets are not supported");
        }
        if (!isName(host)) {
            throw error.shape("has a host that is no host name and no address; an IPv6 address stands in brackets");
        }
        return host;
    }

    private String ipv6(String text) {
        if (!text.endsWith("]") || !Ipv6.isAddress(text.substring(1, text.length() - 1))) {
            throw error.shape("has something in brackets that is no IPv6 address, as in [::1]");
        }
        return text.substring(1, text.length() - 1);
    }

    private int port(String text) {
        int port = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > LARGEST_PORT) {
            throw error.shape("has a port that is no number from 1 to " + LARGEST_PORT + ", or a colon too many");
        }
        return port;
    }

    static boolean isSocket(String host) {
        return host.startsWith("/") || host.startsWith("@");
    }

    static boolean isName(String host) {
        return HOST_NAME.matcher(host).matches();
    }
}
