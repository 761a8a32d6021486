package io.replyx.verify.catalog;

import java.util.List;

/** A trigger on data definition. */
public record EventTrigger(
        String name,
        String event,
        String function,
        @Usually("origin") String enabled,
        List<String> tags,
        @Usually(CatalogObject.DATABASE_OWNER) String owner)
        implements CatalogObject {

    public EventTrigger {
        tags = List.copyOf(tags);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.EVENT_TRIGGER;
    }

    @Override
    public String facts() {
        return event;
    }
}
