package io.replyx.verify.catalog.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query that stands in a file beside the class that asks it; the lines between {@code -- since 15} or
 * {@code -- before 15} and {@code -- end} are for such servers only.
 *
 * @param text the file as it is written
 */
public record SqlFile(String text) {
    private static final Pattern CONDITION = Pattern.compile("-- (since|before) (\\d+)");

    /** Read the file of a name, without its ending. */
    public static SqlFile beside(Class<?> home, String name) {
        try (InputStream file = home.getResourceAsStream(name + ".sql")) {
            if (file == null) {
                throw new IllegalStateException("There is no query " + name + ".sql");
            }
            return new SqlFile(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The lines for servers of a major version. */
    public String on(int majorVersion) {
        StringBuilder kept = new StringBuilder();
        boolean keep = true;
        for (String line : text.lines().toList()) {
            Matcher condition = CONDITION.matcher(line);
            if (condition.matches()) {
                boolean since = condition.group(1).equals("since");
                keep = since == (majorVersion >= Integer.parseInt(condition.group(2)));
            } else if (line.equals("-- end")) {
                keep = true;
            } else if (keep) {
                kept.append(line).append('\n');
            }
        }
        return kept.toString();
    }
}
