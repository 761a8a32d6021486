package io.replyx.verify.report;

import io.replyx.verify.catalog.Catalog;
import io.replyx.verify.catalog.CatalogObject;
import io.replyx.verify.catalog.Column;
import io.replyx.verify.catalog.Constraint;
import io.replyx.verify.catalog.Function;
import io.replyx.verify.catalog.ObjectKind;
import io.replyx.verify.catalog.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The reference of a schema as a page in Markdown, made of a catalog alone. */
public final class SchemaPage {
    private static final Set<ObjectKind> UNDER_THEIR_TABLE = EnumSet.of(
            ObjectKind.TABLE, ObjectKind.COLUMN, ObjectKind.CONSTRAINT, ObjectKind.INDEX, ObjectKind.COMMENT);

    private final Catalog catalog;
    private final StringBuilder page = new StringBuilder();

    private SchemaPage(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Write the page, in the same bytes for the same catalog.
     *
     * @param subject whose schema it is
     * @param version the version after which the database has this catalog
     */
    public static String of(String subject, String version, Catalog catalog) {
        SchemaPage page = new SchemaPage(catalog);
        page.write(subject, version);
        return page.page.toString();
    }

    private void write(String subject, String version) {
        line("# Schema of " + subject + " at version " + version);
        line("");
        line("Written by `./verify schema` from the approved catalog of version " + version
                + "; edit the migrations, not this page.");
        line("");
        line("## Tables and what they refer to");
        line("");
        line(new EntityDiagram(catalog).text());
        for (Table table : catalog.tables()) {
            table(table);
        }
        for (ObjectKind kind : ObjectKind.values()) {
            if (!UNDER_THEIR_TABLE.contains(kind)) {
                others(kind, catalog.objects(kind));
            }
        }
    }

    private void table(Table table) {
        line("");
        line("## " + table.name());
        line("");
        if (!table.facts().isEmpty()) {
            line("A " + table.facts() + ".");
            line("");
        }
        comment("table " + table.name()).forEach(text -> line(text + "\n"));
        columns(table);
        list(
                "Keys and constraints",
                catalog.constraints().stream()
                        .filter(constraint -> constraint.table().equals(table.name()))
                        .map(constraint -> entry(constraint.constraint(), constraint.definition()))
                        .toList());
        list(
                "Indexes",
                catalog.indexes().stream()
                        .filter(index -> index.table().equals(table.name())
                                && index.constraint().isEmpty())
                        .map(index -> entry(index.name(), index.definition()))
                        .toList());
        list(
                "Referred to by",
                catalog.constraints().stream()
                        .filter(constraint -> EntityDiagram.refersTo(constraint, table.name()))
                        .map(Constraint::name)
                        .map(name -> "- `" + name + "`")
                        .toList());
    }

    private void columns(Table table) {
        line("| column | type | null | default | comment |");
        line("| --- | --- | --- | --- | --- |");
        catalog.columns().stream()
                .filter(column -> column.table().equals(table.name()))
                .sorted((one, other) -> Integer.compare(one.position(), other.position()))
                .map(this::row)
                .forEach(this::line);
        line("");
    }

    private String row(Column column) {
        String comment = String.join(" ", comment("table column " + column.name()));
        String value = column.identity().isEmpty() ? column.defaultValue() : "identity " + column.identity();
        return "| " + column.column() + " | " + cell(column.type()) + " | "
                + (column.nullability().equals("null") ? "yes" : cell(column.nullability())) + " | "
                + (value.isEmpty() ? "" : "`" + cell(value) + "`") + " | " + cell(comment) + " |";
    }

    private List<String> comment(String object) {
        return catalog.comments().stream()
                .filter(comment -> comment.object().equals(object))
                .map(comment -> comment.text().strip())
                .toList();
    }

    private void list(String title, List<String> entries) {
        if (!entries.isEmpty()) {
            line(title + ":");
            line("");
            entries.forEach(this::line);
            line("");
        }
    }

    private void others(ObjectKind kind, List<CatalogObject> objects) {
        if (objects.isEmpty()) {
            return;
        }
        String title = kind.label();
        line("");
        line("## Of kind " + title);
        line("");
        objects.stream().map(SchemaPage::other).forEach(this::line);
    }

    private static String other(CatalogObject object) {
        if (object instanceof Function function) {
            return "- `" + function.name() + "` returns " + cell(function.result()) + ", " + function.facts();
        }
        List<String> facts = new ArrayList<>();
        if (!object.facts().isEmpty()) {
            facts.add(cell(object.facts()));
        }
        object.within().ifPresent(key -> facts.add("goes with " + key.kind().label() + " `" + key.name() + "`"));
        return "- `" + object.name() + "`"
                + (facts.isEmpty() ? "" : facts.stream().collect(Collectors.joining(", ", ": ", "")));
    }

    private static String entry(String name, String definition) {
        return "- `" + name + "`: `" + definition.replaceAll("\\s+", " ") + "`";
    }

    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
    }

    private void line(String text) {
        page.append(text.stripTrailing()).append('\n');
    }
}
