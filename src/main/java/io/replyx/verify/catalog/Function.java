package io.replyx.verify.catalog;

import java.util.List;

/** A function, procedure, aggregate or window function; the name carries the types of its arguments. */
public record Function(
        String name,
        @Usually("function") String form,
        String arguments,
        String result,
        @Usually("sql") String language,
        String definition,
        @Usually("volatile") String volatility,
        boolean strict,
        boolean securityDefiner,
        boolean leakproof,
        @Usually("unsafe") String parallel,
        @Usually("100") String cost,
        @Usually("0") String rows,
        String support,
        List<String> configuration,
        @Usually(CatalogObject.DATABASE_OWNER) String owner)
        implements CatalogObject {

    public Function {
        configuration = List.copyOf(configuration);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.FUNCTION;
    }

    @Override
    public String facts() {
        return form.equals("function") ? language : form + ", " + language;
    }
}
