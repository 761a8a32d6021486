package io.replyx.verify.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A column of a table.
 *
 * @param position rank among the columns that the table has now, counted from 1
 * @param nullability null, not null, or not null, not valid
 * @param notNullName name of the NOT NULL constraint, where a server has names for them and somebody chose it
 * @param defaultValue the default, or the expression of a generated column
 * @param collation the collation where it is not the one of the type
 * @param storage the storage where it is not the one of the type
 */
public record Column(
        String table,
        String column,
        int position,
        String type,
        @Usually("null") String nullability,
        String notNullName,
        String defaultValue,
        String identity,
        String generated,
        String collation,
        String storage,
        String compression,
        String statisticsTarget,
        List<String> options,
        String inheritance)
        implements CatalogObject {

    public Column {
        options = List.copyOf(options);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.COLUMN;
    }

    @Override
    public String name() {
        return table + "." + column;
    }

    @Override
    public Optional<ObjectKey> within() {
        return Optional.of(new ObjectKey(ObjectKind.TABLE, table));
    }

    @Override
    public String facts() {
        return nullability.equals("null") ? type : type + ", " + nullability;
    }

    /** Only servers from 18 on keep the name of a NOT NULL constraint. */
    @Override
    public Column portable() {
        return new Column(
                table,
                column,
                position,
                type,
                nullability,
                "",
                defaultValue,
                identity,
                generated,
                collation,
                storage,
                compression,
                statisticsTarget,
                options,
                inheritance);
    }

    /** Whether the type has this name, qualified or not, with whatever modifier. */
    public boolean hasType(String typeName) {
        String bare = type.replaceFirst("\\([^)]*\\)", "");
        return type.equals(typeName) || bare.equals(typeName) || bare.endsWith("." + typeName);
    }
}
