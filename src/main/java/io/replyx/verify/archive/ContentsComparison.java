package io.replyx.verify.archive;

import io.replyx.verify.migration.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what of an archive's contents a restored database lacks, has too much, or has otherwise. */
public final class ContentsComparison {
    private final Contents want;
    private final Contents have;
    private final List<String> broken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ContentsComparison(Contents want, Contents have) {
        this.want = want;
        this.have = have;
    }

    /** Compare what was archived with what is there. */
    public static ContentsComparison of(Contents want, Contents have) {
        ContentsComparison comparison = new ContentsComparison(want, have);
        comparison.tables();
        comparison.sequences();
        comparison.extensions();
        comparison.properties();
        comparison.same("large objects", want.largeObjects(), have.largeObjects());
        return comparison;
    }

    /** What does not agree, in lines. */
    public List<String> broken() {
        return broken;
    }

    /** What differs and does no harm. */
    public List<String> notes() {
        return notes;
    }

    private void tables() {
        Map<String, Contents.Table> there = byName(have.tables(), Contents.Table::name);
        for (Contents.Table table : want.tables()) {
            Contents.Table now = there.remove(table.name());
            if (now == null) {
                broken.add("missing: table " + table.name() + " with " + table.rows() + " rows");
            } else if (now.rows() != table.rows()) {
                broken.add("table " + table.name() + ": have " + now.rows() + " rows, want " + table.rows());
            } else if (!now.content().equals(table.content())) {
                broken.add("table " + table.name() + ": values differ in its " + table.rows() + " rows");
            }
        }
        there.keySet().forEach(name -> broken.add("extra: table " + name));
    }

    private void sequences() {
        Map<String, Contents.Sequence> there = byName(have.sequences(), Contents.Sequence::name);
        for (Contents.Sequence sequence : want.sequences()) {
            Contents.Sequence now = there.remove(sequence.name());
            if (now == null) {
                broken.add("missing: sequence " + sequence.name());
            } else if (!sequence.covers(now.from()) || (now.called() && !sequence.called())) {
                broken.add("sequence " + sequence.name() + ": have " + now.from() + ", want " + sequence.from()
                        + (sequence.to() == sequence.from() ? "" : " to " + sequence.to()));
            }
        }
        there.keySet().forEach(name -> broken.add("extra: sequence " + name));
    }

    /** A newer version reads what an older one wrote, and its indexes were built anew; an older one may not. */
    private void extensions() {
        Map<String, Contents.Extension> there = byName(have.extensions(), Contents.Extension::name);
        for (Contents.Extension extension : want.extensions()) {
            Contents.Extension now = there.remove(extension.name());
            if (now == null) {
                broken.add("missing: extension " + extension.name());
            } else if (!now.version().equals(extension.version())) {
                (isNewer(now, extension) ? notes : broken)
                        .add("extension " + extension.name() + ": have " + now.version() + ", want "
                                + extension.version());
            }
        }
    }

    private static boolean isNewer(Contents.Extension now, Contents.Extension then) {
        Optional<Version> one = Version.parse(now.version());
        Optional<Version> other = Version.parse(then.version());
        return one.isPresent() && other.isPresent() && one.get().compareTo(other.get()) > 0;
    }

    private void properties() {
        DatabaseProperties then = want.database();
        DatabaseProperties now = have.database();
        same("encoding", then.encoding(), now.encoding());
        same("collation", then.collate() + " " + then.ctype(), now.collate() + " " + now.ctype());
        same("locale", then.provider() + " " + then.locale(), now.provider() + " " + now.locale());
        same("comment on the database", then.comment(), now.comment());
        same("connection limit", then.connectionLimit(), now.connectionLimit());
        same("settings of the database", then.settings(), now.settings());
        if (then.owner().equals(now.owner())) {
            same("grants on the database", then.grants(), now.grants());
        } else {
            notes.add("owner of the database: have " + now.owner() + ", want " + then.owner());
            same("grants on the database", others(then, now), others(now, then));
        }
    }

    /** Grants of those who own neither. */
    private static List<DatabaseProperties.Grant> others(DatabaseProperties of, DatabaseProperties other) {
        return of.grants().stream()
                .filter(grant ->
                        !grant.grantee().equals(of.owner()) && !grant.grantee().equals(other.owner()))
                .toList();
    }

    private void same(String what, Object then, Object now) {
        if (!Objects.equals(then, now)) {
            broken.add(what + ": have " + now + ", want " + then);
        }
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return new HashMap<>(all.stream().collect(Collectors.toMap(name, Function.identity())));
    }
}
