package io.replyx.verify.settings;

import java.util.Locale;

/** Where the specifications run. */
public enum Mode {
    /** On a disposable server, where every version is applied and taken back. */
    REHEARSAL,
    /** On a database in use, read-only. */
    PRODUCTION;

    /** The mode as reports write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
