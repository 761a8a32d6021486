package io.replyx.verify.catalog;

import java.util.List;

/**
 * A view or materialized view.
 *
 * @param accessMethod of a materialized view, where it is another than heap
 */
public record View(
        String name,
        @Usually("view") String form,
        String definition,
        List<String> columns,
        List<String> options,
        @Usually("true") boolean populated,
        @Usually(CatalogObject.DATABASE_OWNER) String owner,
        String accessMethod,
        String tablespace)
        implements CatalogObject {

    public View {
        columns = List.copyOf(columns);
        options = List.copyOf(options);
    }

    /** Its query, as it stands within another. */
    public String query() {
        String text = definition.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }

    /** The view with its definition in other words. */
    public View defined(String other) {
        return new View(name, form, other, columns, options, populated, owner, accessMethod, tablespace);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.VIEW;
    }

    @Override
    public String facts() {
        return form.equals("view") ? "" : form;
    }

    @Override
    public View portable() {
        return new View(name, form, definition, columns, options, populated, owner, accessMethod, "");
    }
}
