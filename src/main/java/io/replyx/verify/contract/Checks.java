package io.replyx.verify.contract;

import io.replyx.verify.migration.Version;
import io.replyx.verify.settings.WrongUse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses entries of a contract that are missing or cannot be meant. */
record Checks(String file) {

    void that(boolean holds, String entry, String demand) {
        if (!holds) {
            throw new WrongUse(file + ": " + entry + " " + demand);
        }
    }

    String text(@Nullable String value, String entry) {
        if (value == null || value.isBlank()) {
            throw new WrongUse(file + ": " + entry + " is missing");
        }
        return value;
    }

    String qualified(@Nullable String value, String entry) {
        String name = text(value, entry);
        that(name.contains("."), entry, "must be qualified with its schema, as in public." + name);
        return name;
    }

    Optional<String> version(@Nullable String value, String entry) {
        that(value == null || Version.parse(value).isPresent(), entry, "must be a version, as in \"6\"");
        return Optional.ofNullable(value);
    }

    LocalDate day(@Nullable String value, String entry) {
        try {
            return LocalDate.parse(text(value, entry));
        } catch (DateTimeParseException other) {
            throw new WrongUse(file + ": " + entry + " must be a day, as in 2030-12-31");
        }
    }
}
