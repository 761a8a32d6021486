package io.replyx.verify.database;

import java.util.function.Supplier;

/** Hears what happens while a database is read. */
public interface ReadWatch {
    /** Nobody listens. */
    ReadWatch SILENT = new ReadWatch() {
        @Override
        public void sent(Supplier<String> statement) {
            // Nobody asked.
        }

        @Override
        public void repeated(String reason) {
            // Nobody asked.
        }
    };

    /** A statement is about to be sent; its values are left out. */
    void sent(Supplier<String> statement);

    /** A read is made once more, and why. */
    void repeated(String reason);
}
