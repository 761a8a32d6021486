/** Backups of a database in use, and the proof that they can be restored. */
@NullMarked
package io.replyx.verify.operation.backup;

import org.jspecify.annotations.NullMarked;
