package io.replyx.verify.database;

import java.util.function.Consumer;

/** One way to come by a server. */
interface ServerProvider {
    /** What it looks at, for the list of what was tried. */
    String name();

    /** Start or find a server, or say why there is none. */
    Attempt start(Consumer<String> progress);
}
