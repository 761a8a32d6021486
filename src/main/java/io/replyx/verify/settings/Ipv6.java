package io.replyx.verify.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells an IPv6 address from anything else without asking a name server. */
final class Ipv6 {
    private static final Pattern CHARACTERS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Ipv6() {}

    static boolean isAddress(String text) {
        if (!CHARACTERS.matcher(text).matches() || text.indexOf(':') < 0) {
            return false;
        }
        try {
            // A text in brackets is taken as an address or refused, never looked up.
            return InetAddress.getByName("[" + text + "]").getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
