package io.replyx.verify.jupiter;

/**
 * A piece of evidence that the report carries beside a rule.
 *
 * @param name what it shows, as a person would call it
 * @param mediaType {@code text/plain} or {@code application/json}
 * @param content the text itself
 */
public record Attachment(String name, String mediaType, String content) {

    /** A plain text. */
    public static Attachment text(String name, String content) {
        return new Attachment(name, "text/plain", content);
    }
}
