package io.replyx.verify.settings;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-decoding as libpq does it: a plus sign is a plus sign, and anything odd is refused. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** The decoded text; nothing where an escape is broken, the bytes are not UTF-8, or a control character hides. */
    static Optional<String> decode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            if (codePoint == '%') {
                int value = escapedByte(text, at);
                if (value < 0) {
                    return Optional.empty();
                }
                bytes.write(value);
                at += 3;
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(codePoint);
            }
        }
        return utf8(bytes.toByteArray()).filter(decoded -> !hasControl(decoded));
    }

    static boolean hasControl(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private static int escapedByte(String text, int at) {
        if (at + 2 >= text.length()) {
            return -1;
        }
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** Character.digit would also take digits of other scripts. */
    private static int hex(char digit) {
        return digit < 128 ? Character.digit(digit, 16) : -1;
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
