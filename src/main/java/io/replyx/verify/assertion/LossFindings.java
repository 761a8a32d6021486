package io.replyx.verify.assertion;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.evidence.ChainEvidence.DownStep;
import io.replyx.verify.evidence.DataChange;
import io.replyx.verify.evidence.LostData;
import io.replyx.verify.evidence.StepEvidence;
import io.replyx.verify.evidence.UndoEvidence;
import io.replyx.verify.migration.Script;
import io.replyx.verify.migration.ScriptHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares what an undo loses with what its script declares to lose. */
public final class LossFindings {
    private final Catalog atVersion;
    private final Script undo;
    private final List<LostData> gone;
    private final Optional<DownStep> down;
    private final List<ScriptHeader.Entry> declared;

    /**
     * Compare what one undo did with its script.
     *
     * @param down what it did on the way down from head, where the chain came so far
     */
    public LossFindings(StepEvidence step, UndoEvidence undone, Optional<DownStep> down) {
        this.atVersion = step.applied().orElseThrow();
        this.undo = step.migration().undo().orElseThrow();
        this.gone = undone.gone();
        this.down = down;
        this.declared = undo.header().all(ScriptHeader.Key.LOSSY);
    }

    /** A finding for each loss that is not declared, each declaration that is in doubt, and one note of what was declared. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (LostData lost : gone) {
            if (!lost.within() && !isDeclared(lost.describe(), lost.table())) {
                findings.add(undeclared(
                        lost.describe(),
                        lost.describe() + " goes with the undo"
                                + amount(lost)
                                        .map(amount -> ", with " + amount + " in the rehearsal")
                                        .orElse(""),
                        lost.object()));
            }
        }
        for (DataChange change : changes()) {
            if (!isDeclared(change.describe(), change.table())) {
                findings.add(undeclared(
                        change.describe(),
                        change.describe() + ": on the way down from head, " + change.message(),
                        change.object()));
            }
        }
        declared.forEach(entry -> doubt(entry).ifPresent(findings::add));
        asDeclared().ifPresent(findings::add);
        return findings;
    }

    private List<DataChange> changes() {
        return down.map(DownStep::lost).orElse(List.of());
    }

    private static Finding undeclared(String object, String message, String name) {
        return Finding.broken(
                object,
                message + "; if that is meant, declare it in the undo script with '-- lossy: " + name + " (why)'");
    }

    /** Whether an object is declared, or the table that it is part of. */
    private boolean isDeclared(String object, String table) {
        return declared.stream().anyMatch(entry -> entry.isAbout(object) || entry.isAbout("table " + table));
    }

    private Optional<Finding> doubt(ScriptHeader.Entry entry) {
        String declaration = "'-- lossy: " + entry.text() + "'";
        Optional<Finding> finding = Optional.empty();
        if (losesSomethingOf(entry)) {
            if (entry.reason().isEmpty()) {
                finding = Optional.of(Finding.broken(
                        entry.object(), declaration + " does not say why: put the reason into parentheses behind it"));
            }
        } else if (!isThere(entry)) {
            finding = Optional.of(Finding.broken(
                    entry.object(),
                    declaration + " names nothing that is there at this version: name a table or a column of a table,"
                            + " as findings do"));
        } else if (undo.mentions(bareTable(entry))) {
            finding = Optional.of(Finding.note(
                    entry.object(), declaration + " was not seen: no row of the rehearsal is lost by this undo"));
        } else {
            finding = Optional.of(Finding.broken(
                    entry.object(), declaration + " names what the undo leaves alone: leave the declaration out"));
        }
        return finding.map(found -> found.onLine(Optional.of(entry.line())));
    }

    private boolean losesSomethingOf(ScriptHeader.Entry entry) {
        return Stream.concat(
                                gone.stream().flatMap(lost -> Stream.of(lost.describe(), "table " + lost.table())),
                                changes().stream()
                                        .flatMap(change -> Stream.of(change.describe(), "table " + change.table())))
                        .anyMatch(entry::isAbout)
                || gone.stream().anyMatch(lost -> lost.column().isEmpty() && columnOf(lost, entry));
    }

    private boolean columnOf(LostData lost, ScriptHeader.Entry entry) {
        return atVersion.columns().stream()
                .filter(column -> column.table().equals(lost.table()))
                .anyMatch(column -> entry.isAbout(column.key().toString()));
    }

    private boolean isThere(ScriptHeader.Entry entry) {
        return Stream.of(ObjectKind.TABLE, ObjectKind.COLUMN)
                .flatMap(kind -> atVersion.objects(kind).stream())
                .anyMatch(object -> entry.isAbout(object.key().toString()));
    }

    /** The name that a statement on the table must at least hold. */
    private String bareTable(ScriptHeader.Entry entry) {
        String table = atVersion.columns().stream()
                .filter(column -> entry.isAbout(column.key().toString()))
                .map(column -> column.table())
                .findFirst()
                .orElse(entry.object());
        return table.substring(table.lastIndexOf('.') + 1).replace("\"", "");
    }

    private Optional<Finding> asDeclared() {
        List<String> lost = new ArrayList<>();
        gone.stream()
                .filter(each -> isDeclared(each.describe(), each.table()))
                .forEach(each -> lost.add(
                        each.object() + amount(each).map(" with "::concat).orElse("")));
        changes().stream()
                .filter(each -> isDeclared(each.describe(), each.table()))
                .forEach(each -> lost.add(each.object() + " (" + each.message() + ")"));
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.note(
                        "undo " + undo.name(),
                        "lost with this undo in the rehearsal, as it declares: " + String.join("; ", lost)));
    }

    /** How much of it stood there before the undo, on the way down from head. */
    private Optional<String> amount(LostData lost) {
        String unit = lost.column().isPresent() ? "value" : "row";
        return down.map(step -> step.came().get(lost.describe()))
                .map(count -> String.format(Locale.ROOT, "%,d %s", count, unit) + (count == 1 ? "" : "s"));
    }
}
