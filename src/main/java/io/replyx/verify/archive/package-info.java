/** What an archive of a database has to bring back, and the drill that proves it on a disposable one. */
@NullMarked
package io.replyx.verify.archive;

import org.jspecify.annotations.NullMarked;
