package io.replyx.verify.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a list: every n-th entry.
 *
 * @param index which part, from 1
 * @param of how many parts there are
 */
public record Shard(int index, int of) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

    /** The one part that is the whole. */
    public static final Shard WHOLE = new Shard(1, 1);

    /**
     * Read {@code i/n}.
     *
     * @throws WrongUse when it is not, or when there is no such part
     */
    public static Shard parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) > Integer.parseInt(form.group(2))) {
            throw new WrongUse("--shard " + text + " is no part of a fleet: it is one as in 1/4, from 1/4 to 4/4");
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    /**
     * The entries of this part, in their order.
     *
     * @throws WrongUse when some part would have nothing to look at
     */
    public <T> List<T> select(List<T> all) {
        if (of > all.size()) {
            throw new WrongUse("--shard " + this + " leaves parts without a database: there are only " + all.size());
        }
        return IntStream.range(0, all.size())
                .filter(i -> i % of == index - 1)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
