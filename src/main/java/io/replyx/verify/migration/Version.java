package io.replyx.verify.migration;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A migration's version as Flyway reads it: numbers separated by dots or underscores, compared number by number, so that
 * {@code 1}, {@code 01} and {@code 1.0} are one version.
 */
public final class Version implements Comparable<Version> {
    private static final Pattern SHAPE = Pattern.compile("[0-9]+([._][0-9]+)*");

    private final List<BigInteger> parts;
    private final String text;

    private Version(List<BigInteger> parts, String text) {
        this.parts = parts;
        this.text = text;
    }

    /** Read a version; empty when the text is none. */
    public static Optional<Version> parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        String dotted = text.replace('_', '.');
        List<BigInteger> parts =
                Arrays.stream(dotted.split("\\.", -1)).map(BigInteger::new).toList();
        return Optional.of(new Version(withoutTrailingZeros(parts), dotted));
    }

    /** Read a version that is known to be one. */
    public static Version of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no version: " + text));
    }

    private static List<BigInteger> withoutTrailingZeros(List<BigInteger> parts) {
        int end = parts.size();
        while (end > 1 && parts.get(end - 1).signum() == 0) {
            end--;
        }
        return List.copyOf(parts.subList(0, end));
    }

    /** The single number that it consists of, where it is one. */
    public Optional<BigInteger> number() {
        return parts.size() == 1 ? Optional.of(parts.get(0)) : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
        int common = Math.min(parts.size(), other.parts.size());
        for (int i = 0; i < common; i++) {
            int order = parts.get(i).compareTo(other.parts.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), other.parts.size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version && parts.equals(version.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The version as written, with dots. */
    @Override
    public String toString() {
        return text;
    }
}
