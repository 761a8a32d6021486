package io.replyx.verify.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A variable that is set. What is told of a wrong one never shows the value: somebody may have put a password there.
 *
 * @param name its name
 * @param value what it is set to
 */
record Variable(String name, String value) {
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    Variable {
        if (value.isEmpty()) {
            throw new WrongUse(name + " is set to nothing. Give it a value, or unset it.");
        }
        if (PercentEncoding.hasControl(value)) {
            throw new WrongUse(name + " holds a control character, such as a line break.");
        }
    }

    /** The value, which neither begins nor ends with white space. */
    String plain() {
        if (!value.strip().equals(value)) {
            throw new WrongUse(name + " begins or ends with white space. Take it away.");
        }
        return value;
    }

    int number(int smallest, int largest) {
        int number = NUMBER.matcher(value).matches() ? Integer.parseInt(value) : -1;
        if (number < smallest || number > largest) {
            throw new WrongUse(name + " must be a whole number from " + smallest + " to " + largest + ", in digits.");
        }
        return number;
    }

    boolean flag() {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new WrongUse(name + " must be true or false, in lower case.");
        };
    }

    SslMode sslMode() {
        Optional<SslMode> mode = SslMode.spelt(value);
        return mode.orElseThrow(
                () -> new WrongUse(name + " must be one of " + SslMode.spellings() + ", in lower case."));
    }
}
