package io.replyx.verify.catalog.remedy;

import io.replyx.verify.catalog.Change;
import io.replyx.verify.catalog.Index;
import io.replyx.verify.catalog.ObjectKey;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.OtherObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statements about operator classes and the families that they are in. */
final class OperatorClassText {
    private static final int FIRST_MEMBER = 4;
    private static final String USING = " using ";

    private final Drift drift;

    OperatorClassText(Drift drift) {
        this.drift = drift;
    }

    /** What classes bring to a family comes with them. */
    String family(OtherObject family) {
        List<String> members = new ArrayList<>(family.properties());
        classes(family).forEach(each -> members.removeAll(members(each)));
        return "CREATE OPERATOR FAMILY " + Names.of(family) + ";" + add(family, members);
    }

    /** Empty where the statements of classes do all that is to be done. */
    String alterFamily(OtherObject have, OtherObject want) {
        List<String> extra = new ArrayList<>(have.properties());
        extra.removeAll(want.properties());
        List<String> missing = new ArrayList<>(want.properties());
        missing.removeAll(have.properties());
        classes(want)
                .filter(each -> drift.change(each.key()).isPresent())
                .forEach(each -> missing.removeAll(members(each)));
        Stream.of(Change.EXTRA, Change.DIFFERENT)
                .flatMap(change -> drift.all(change, OtherObject.class))
                .filter(each -> each.kind() == ObjectKind.OPERATOR_CLASS)
                .filter(each -> familyOf(each).equals(want.key()))
                .forEach(each -> extra.removeAll(members(each)));
        return (drop(want, extra) + add(want, missing)).strip();
    }

    private static String add(OtherObject family, List<String> members) {
        return members.isEmpty()
                ? ""
                : "\nALTER OPERATOR FAMILY " + Names.of(family) + " ADD "
                        + members.stream().map(OperatorClassText::member).collect(Collectors.joining(", ")) + ";";
    }

    private static String drop(OtherObject family, List<String> members) {
        return members.isEmpty()
                ? ""
                : "ALTER OPERATOR FAMILY " + Names.of(family) + " DROP "
                        + members.stream().map(OperatorClassText::dropped).collect(Collectors.joining(", ")) + ";";
    }

    /** As in {@code operator 1 <(integer,integer)} or {@code function 1 (integer, integer) btint4cmp(integer,integer)}. */
    private static String member(String line) {
        int space = line.indexOf(' ');
        return (line.startsWith("operator") ? "OPERATOR" : "FUNCTION")
                + line.substring(space).replaceFirst(" for order by ", " FOR ORDER BY ");
    }

    private static String dropped(String line) {
        String rest = line.substring(line.indexOf(' ') + 1);
        String number = rest.substring(0, rest.indexOf(' '));
        String what = rest.substring(rest.indexOf(' ') + 1);
        if (line.startsWith("operator")) {
            String operator = what.replaceFirst(" for order by .*", "");
            return "OPERATOR " + number + " " + Signature.of(operator).types();
        }
        return "FUNCTION " + number + " " + what.substring(0, what.indexOf(") ") + 1);
    }

    static String create(OtherObject operatorClass) {
        Facts facts = Facts.of(operatorClass);
        int using = operatorClass.name().lastIndexOf(USING);
        List<String> parts =
                members(operatorClass).stream().map(OperatorClassText::member).collect(Collectors.toList());
        if (parts.isEmpty() || !facts.value("storage").isEmpty()) {
            parts.add("STORAGE " + (facts.value("storage").isEmpty() ? facts.value("for") : facts.value("storage")));
        }
        return "CREATE OPERATOR CLASS " + operatorClass.name().substring(0, using)
                + (facts.is("default") ? " DEFAULT" : "") + " FOR TYPE " + facts.value("for") + " USING "
                + operatorClass.name().substring(using + USING.length()) + " FAMILY " + facts.value("family") + " AS "
                + String.join(", ", parts) + ";";
    }

    /** Nothing changes a class; plain indexes that use it are built again. */
    String another(OtherObject have, OtherObject want) {
        List<String> lines = new ArrayList<>();
        List<Index> indexes =
                drift.kept(Index.class).filter(index -> uses(index, want)).toList();
        indexes.forEach(index -> lines.add(Drops.of(index)));
        lines.add(Drops.of(have));
        lines.add(create(want) + new Belongings(drift).of(want));
        indexes.forEach(index -> lines.add(Creates.index(index) + new Belongings(drift).besidesOwner(index)));
        return String.join("\n", lines);
    }

    private static boolean uses(Index index, OtherObject operatorClass) {
        int using = operatorClass.name().lastIndexOf(USING);
        String name = operatorClass.name().substring(0, using);
        return index.constraint().isEmpty()
                && index.partOf().isEmpty()
                && index.accessMethod().equals(operatorClass.name().substring(using + USING.length()))
                && index.operatorClasses().stream().anyMatch(Set.of(name, Names.bare(name))::contains);
    }

    private Stream<OtherObject> classes(OtherObject family) {
        return drift.want().all(OtherObject.class).stream()
                .filter(each -> each.kind() == ObjectKind.OPERATOR_CLASS)
                .filter(each -> familyOf(each).equals(family.key()));
    }

    private static List<String> members(OtherObject operatorClass) {
        return Facts.of(operatorClass).from(FIRST_MEMBER);
    }

    /** The family that a class is in, with which it goes. */
    static ObjectKey familyOf(OtherObject operatorClass) {
        String method = operatorClass.name().substring(operatorClass.name().lastIndexOf(USING));
        return new ObjectKey(ObjectKind.OPERATOR_FAMILY, Facts.of(operatorClass).value("family") + method);
    }
}
